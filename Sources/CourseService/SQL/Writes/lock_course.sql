-- A course's version and the user whose it is; other writers wait until the transaction ends.
-- RPC: UpdateCourse, CreateLesson, UpdateLesson, DeleteLesson
-- $1 uuid: the course
-- Columns: version bigint, user_id uuid or null
SELECT c.version, k.user_id
FROM course.courses c JOIN course.creators k ON k.id = c.creator_id
WHERE c.id = $1
FOR NO KEY UPDATE OF c
