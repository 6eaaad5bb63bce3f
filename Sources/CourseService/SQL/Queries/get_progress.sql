-- What users have done in courses, one row for each that its user is enrolled in, in any order.
-- RPC: BatchGetProgress
-- $1 uuid[], $2 uuid[]: at most 512 pairs of a user and a course
-- Columns: as in ProgressColumn
--
-- The LIMIT keeps this a look-up for each pair, however small the table looks.
SELECT e.user_id, e.course_id, e.completed_lessons, e.enrolled_at, e.completed_at, e.last_lesson_id
FROM unnest($1, $2) k (user_id, course_id)
CROSS JOIN LATERAL (
    SELECT user_id, course_id, enrolled_at, completed_at, completed_lessons, last_lesson_id
    FROM course.enrollments WHERE user_id = k.user_id AND course_id = k.course_id LIMIT 1
) e
