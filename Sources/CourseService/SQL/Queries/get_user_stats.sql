-- What users have done and made, one row for each id given, in any order.
-- RPC: BatchUserStats
-- $1 uuid[]: at most 512 distinct ids
-- Columns: as in UserStatsColumn
SELECT u.id, coalesce(s.completed_lessons, 0) AS completed_lessons, coalesce(m.courses_count, 0) AS courses_created,
    coalesce(s.enrollments, 0) AS enrollments
FROM unnest($1) u (id)
LEFT JOIN course.user_stats s ON s.user_id = u.id
LEFT JOIN (course.creators c JOIN course.creator_stats m ON m.creator_id = c.id) ON c.user_id = u.id
