-- Enrols the users of the staged events since their first event in each course.
-- For: lyceum import events, after the courses
INSERT INTO course.enrollments (user_id, course_id, enrolled_at)
SELECT user_id, course_id, least(timestamptz 'epoch' + first_at * interval '1 microsecond', now())
FROM import_enrollments
ORDER BY user_id, course_id
ON CONFLICT (user_id, course_id) DO NOTHING
