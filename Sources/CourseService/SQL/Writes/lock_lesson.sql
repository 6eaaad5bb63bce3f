-- A lesson's version, and what it and all of its course take in a list; nobody can begin it until the transaction ends.
-- RPC: UpdateLesson, DeleteLesson
-- $1 uuid: the lesson
-- $2 uuid: its course, which is locked
-- $3 bigint: what a lesson takes besides its title and its summary
-- Columns: version bigint, title_bytes bigint, summary_bytes bigint, course_bytes bigint
SELECT version, octet_length(title)::bigint, octet_length(summary)::bigint,
    (SELECT sum($3 + octet_length(title) + octet_length(summary)) FROM course.lessons WHERE course_id = $2)::bigint
FROM course.lessons WHERE id = $1 AND course_id = $2 FOR UPDATE
