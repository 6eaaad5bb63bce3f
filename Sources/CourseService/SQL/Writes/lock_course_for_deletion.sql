-- As lock_course, and nobody can enrol either.
-- RPC: DeleteCourse
-- $1 uuid: the course
-- Columns: version bigint, user_id uuid or null, status text
SELECT c.version, k.user_id, c.status
FROM course.courses c JOIN course.creators k ON k.id = c.creator_id
WHERE c.id = $1
FOR UPDATE OF c
