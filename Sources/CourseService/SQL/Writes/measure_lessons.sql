-- How many bytes the lessons of a course take in a list.
-- RPC: CreateLesson, UpdateLesson
-- $1 uuid: the course, which is locked
-- $2 bigint: what a lesson takes besides its title and its summary
-- Columns: bytes bigint
SELECT coalesce(sum($2 + octet_length(title) + octet_length(summary)), 0)::bigint
FROM course.lessons WHERE course_id = $1
