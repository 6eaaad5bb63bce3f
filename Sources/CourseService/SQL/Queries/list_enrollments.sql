-- The courses that users have enrolled in last, before a moment, and what they have done in them: the rows of each place
-- together, the latest first.
-- RPC: ListEnrollments
-- $1 uuid[]: at most 16 users, who may repeat
-- $2 timestamptz[]: where each user's page before ended, by enrolment
-- $3 uuid[]: and by course
-- $4 bigint: 2 to 101 rows of each
-- Columns: as in ProgressColumn, with the number of the place in the arrays, from 1
SELECT e.user_id, e.course_id, e.completed_lessons, e.enrolled_at, e.completed_at, e.last_lesson_id, k.place
FROM unnest($1, $2, $3) WITH ORDINALITY k (user_id, enrolled_at, course_id, place)
CROSS JOIN LATERAL (
    SELECT user_id, course_id, enrolled_at, completed_at, completed_lessons, last_lesson_id
    FROM course.enrollments
    WHERE user_id = k.user_id AND (enrolled_at, course_id) < (k.enrolled_at, k.course_id)
    ORDER BY enrolled_at DESC, course_id DESC LIMIT $4
) e
ORDER BY k.place, e.enrolled_at DESC, e.course_id DESC
