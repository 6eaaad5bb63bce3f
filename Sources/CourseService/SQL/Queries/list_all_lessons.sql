-- As list_lessons, of drafts and archived courses, too.
-- RPC: BatchListLessons
-- $1 uuid[]: at most 100 ids of courses
-- Columns: as in LessonColumn
SELECT c.id AS course_id, l.id, l.position, l.title, l.kind, l.duration, l.difficulty, l.summary, l.updated_at, l.version
FROM course.courses c
LEFT JOIN LATERAL (
    SELECT id, position, title, kind, duration, difficulty, summary, updated_at, version
    FROM course.lessons WHERE course_id = c.id ORDER BY position, id
) l ON true
WHERE c.id = ANY ($1)
