-- Inserts the creator of the courses that only events tell of.
-- For: lyceum import events
-- $1 uuid: the creator
-- $2 text: the source, which is also the creator's name
INSERT INTO course.creators (id, name, source, source_key)
SELECT $1, $2, $2, $2
WHERE EXISTS (
    SELECT FROM import_enrollments e
    WHERE NOT EXISTS (SELECT FROM course.courses c WHERE c.id = e.course_id))
ON CONFLICT (id) DO NOTHING
