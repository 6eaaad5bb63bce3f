-- A course's version, the user whose it is, and its status; other writers wait until the transaction ends.
-- RPC: UpdateCourse, CreateLesson, UpdateLesson, DeleteLesson
-- $1 uuid: the course
-- Columns: version bigint, user_id uuid or null, status text
SELECT c.version, k.user_id, c.status
FROM course.courses c JOIN course.creators k ON k.id = c.creator_id
WHERE c.id = $1
FOR NO KEY UPDATE OF c
