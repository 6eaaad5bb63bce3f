-- Locks the courses of the staged lessons until the transaction ends, as whoever writes lessons does: what they have is
-- counted by one statement and changed by another.
-- For: lyceum import courses, after the courses are merged and before lessons are rejected
-- Columns: courses bigint
SELECT count(*) FROM (
    SELECT FROM course.courses WHERE id IN (SELECT course_id FROM import_lessons) ORDER BY id FOR NO KEY UPDATE
) locked
