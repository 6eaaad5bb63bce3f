-- Inserts the staged lessons, and updates those that differ from the file.
-- For: lyceum import courses, after the courses
-- $1 text: the source
-- Columns: inserted bigint, updated bigint
WITH merged AS (
    INSERT INTO course.lessons AS l (
        id, course_id, position, title, kind, duration, difficulty, summary, source, source_key)
    SELECT id, course_id, position, title, kind, duration, difficulty, summary, $1, source_key
    FROM import_lessons
    ORDER BY id
    ON CONFLICT (id) DO UPDATE
    SET position = excluded.position, title = excluded.title, kind = excluded.kind, duration = excluded.duration,
        difficulty = excluded.difficulty, summary = excluded.summary, version = l.version + 1, updated_at = now()
    WHERE (l.position, l.title, l.kind, l.duration, l.difficulty, l.summary)
        IS DISTINCT FROM (excluded.position, excluded.title, excluded.kind, excluded.duration, excluded.difficulty,
            excluded.summary)
    -- A row version that replaced no other has no xmax.
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM merged
