-- Deletes a lesson, unless somebody has begun it.
-- RPC: DeleteLesson
-- $1 uuid: the lesson, which is locked
DELETE FROM course.lessons l
WHERE id = $1 AND NOT EXISTS (SELECT FROM course.progress WHERE lesson_id = l.id)
