-- A page of published courses by facets, and how many courses match: at least one row; where the page is empty its
-- columns after the first two are null.
-- RPC: ListCourses without words and creator, ListPopularCourses
--
-- A template: a line that ends in a tag comment (see StatementTemplate) is there only when all of its tags are on.
--   newest, popular, rating, title   the order; one of them is on
--   category, level, price           the filters
--   page, after                      where the page starts; one of them is on
-- $category text, $level text, $is_free boolean
-- $limit bigint: 1 to 101 rows
-- $offset bigint: rows to skip, at most 10,000
-- $key (timestamptz, bigint, double precision or text, as the order), $id uuid: the row before the page
-- Columns: total_items, total_is_capped, then as in CourseColumn
--
-- The page's ids come from an index that has this order for these filters, then the wide rows by their ids. The constant
-- LIMIT tells the planner what $limit can't: that there are few.
WITH page AS (
    SELECT *
    FROM (
        SELECT course_id, published_at, total_enrollments, rating, title_key
        FROM course.listings
        WHERE true
            AND category = $category --? category
            AND level = $level --? level
            AND is_free = $is_free --? price
            AND (published_at, course_id) < ($key, $id) --? newest after
            AND (total_enrollments, course_id) < ($key, $id) --? popular after
            AND (rating, course_id) < ($key, $id) --? rating after
            AND (title_key, course_id) > (lower($key COLLATE "C"), $id) --? title after
        ORDER BY published_at DESC, course_id DESC --? newest
        ORDER BY total_enrollments DESC, course_id DESC --? popular
        ORDER BY rating DESC, course_id DESC --? rating
        ORDER BY title_key, course_id --? title
        LIMIT $limit
        OFFSET $offset --? page
    ) ordered
    LIMIT 101
), matches AS (
    SELECT coalesce(sum(courses), 0)::bigint AS total_items
    FROM course.facet_counts
    WHERE true
        AND category = $category --? category
        AND level = $level --? level
        AND is_free = $is_free --? price
)
SELECT m.total_items, false AS total_is_capped,
    c.id, c.title, c.description, c.category, c.level, c.price_cents, c.currency, c.is_free, c.status, c.rating,
    c.published_at, c.created_at, c.updated_at, c.creator_id, c.creator_name, c.version, c.stats_version,
    c.lesson_count, c.total_duration, c.quiz_count, c.completion_rate, c.average_completion_time, c.total_enrollments,
    c.last_lesson_title
FROM matches m
LEFT JOIN (page p JOIN course.courses c ON c.id = p.course_id) ON true
ORDER BY p.published_at DESC, p.course_id DESC --? newest
ORDER BY p.total_enrollments DESC, p.course_id DESC --? popular
ORDER BY p.rating DESC, p.course_id DESC --? rating
ORDER BY p.title_key, p.course_id --? title
