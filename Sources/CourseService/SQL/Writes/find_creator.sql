-- The creator that a user is.
-- RPC: CreateCourse
-- $1 uuid: the user
-- Columns: id uuid
SELECT id FROM course.creators WHERE user_id = $1
