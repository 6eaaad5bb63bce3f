-- Writes the fields that are not null.
-- RPC: UpdateLesson
-- $1 uuid: the lesson
-- $2 to $7: position, title, kind, duration, difficulty, summary
UPDATE course.lessons AS l
SET position = new.position, title = new.title, kind = new.kind, duration = new.duration,
    difficulty = new.difficulty, summary = new.summary, version = l.version + 1, updated_at = now()
FROM (
    SELECT id, coalesce($2, position) AS position, coalesce($3, title) AS title, coalesce($4, kind) AS kind,
        coalesce($5, duration) AS duration, coalesce($6, difficulty) AS difficulty, coalesce($7, summary) AS summary
    FROM course.lessons WHERE id = $1
) new
WHERE l.id = new.id
    AND (l.position, l.title, l.kind, l.duration, l.difficulty, l.summary)
        IS DISTINCT FROM (new.position, new.title, new.kind, new.duration, new.difficulty, new.summary)
