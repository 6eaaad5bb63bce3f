-- The next users and courses.
-- For: lyceum import events
-- Columns: user_id uuid, course_id uuid, course text, first_at bigint
FETCH 10000 FROM import_enrollments_of_events
