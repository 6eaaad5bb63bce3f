-- Courses by id, in any order; unknown ids have no row.
-- RPC: BatchGetCourses
-- $1 uuid[]: at most 512 ids
-- Columns: as in CourseColumn
SELECT c.id, c.title, c.description, c.category, c.level, c.price_cents, c.currency, c.is_free, c.status, c.rating,
    c.published_at, c.created_at, c.updated_at, c.creator_id, c.creator_name, c.version, c.stats_version,
    c.lesson_count, c.total_duration, c.quiz_count, c.completion_rate, c.average_completion_time, c.total_enrollments,
    c.last_lesson_title
FROM course.courses c
WHERE c.id = ANY ($1)
