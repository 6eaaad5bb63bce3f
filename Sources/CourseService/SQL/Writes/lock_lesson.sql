-- A lesson's version; nobody can begin it until the transaction ends.
-- RPC: UpdateLesson, DeleteLesson
-- $1 uuid: the lesson
-- $2 uuid: its course
-- Columns: version bigint
SELECT version FROM course.lessons WHERE id = $1 AND course_id = $2 FOR UPDATE
