-- Opens a cursor over the users and courses of the staged events, with the time of the first event of each pair.
-- For: lyceum import events
DECLARE import_enrollments_of_events NO SCROLL CURSOR FOR
SELECT user_id, course_id, course, min(at) AS first_at
FROM import_events
WHERE course_id IS NOT NULL
GROUP BY user_id, course_id, course
