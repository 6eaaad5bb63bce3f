-- The courses that users have enrolled in last, and what they have done in them: each user's rows together, the latest
-- first.
-- RPC: ListEnrollments
-- $1 uuid[]: at most 16 users
-- $2 bigint: 2 to 101 rows of each
-- Columns: as in ProgressColumn
SELECT e.user_id, e.course_id, p.completed_lessons, c.lesson_count, e.enrolled_at, e.completed_at, p.last_lesson_id
FROM unnest($1) k (user_id)
CROSS JOIN LATERAL (
    SELECT user_id, course_id, enrolled_at, completed_at
    FROM course.enrollments WHERE user_id = k.user_id ORDER BY enrolled_at DESC, course_id DESC LIMIT $2
) e
CROSS JOIN LATERAL (SELECT lesson_count FROM course.courses WHERE id = e.course_id LIMIT 1) c
CROSS JOIN LATERAL (
    SELECT count(completed_at) AS completed_lessons,
        (array_agg(lesson_id ORDER BY greatest(started_at, completed_at) DESC, lesson_id))[1] AS last_lesson_id
    FROM course.progress WHERE user_id = e.user_id AND course_id = e.course_id
) p
ORDER BY e.user_id, e.enrolled_at DESC, e.course_id DESC
