-- Locks the courses of the staged enrolments that are there already until the transaction ends: whoever publishes one of
-- them holds its lock when he wants the rows that count courses, which inserting the others locks.
-- For: lyceum import events, before the courses
-- Columns: courses bigint
SELECT count(*) FROM (
    SELECT FROM course.courses WHERE id IN (SELECT course_id FROM import_enrollments) ORDER BY id FOR NO KEY UPDATE
) locked
