-- Adds a lesson, at position 0 behind the last one.
-- RPC: CreateLesson
-- $1 uuid: the id
-- $2 uuid: the course, which is locked
-- $3 to $8: position, title, kind, duration, difficulty, summary
INSERT INTO course.lessons (id, course_id, position, title, kind, duration, difficulty, summary)
VALUES (
    $1, $2,
    CASE WHEN $3 = 0 THEN
        coalesce((SELECT position + 1 FROM course.lessons WHERE course_id = $2 ORDER BY position DESC LIMIT 1), 1)
        ELSE $3 END,
    $4, $5, $6, $7, $8)
