-- A page of published courses with words or of a creator, and how many match, counted up to 10,000: at least one row;
-- where the page is empty its columns after the first two are null.
-- RPC: ListCourses with words or a creator
--
-- A template with the tags and parameters of list_courses.sql, and
--   words      $words text: in the syntax of websearch_to_tsquery
--   creator    $creator uuid
--
-- Up to 10,000 matches are collected by index and sorted. When there are more, matches are so frequent that walking the
-- courses in order soon meets a page of them; which of the two it is decides itself while the statement runs.
WITH matched AS MATERIALIZED (
    SELECT id, published_at, total_enrollments, rating, title_key
    FROM course.courses
    WHERE status = 'published'
        AND search @@ (SELECT websearch_to_tsquery('pg_catalog.english', $words)) --? words
        AND creator_id = $creator --? creator
        AND category = $category --? category
        AND level = $level --? level
        AND is_free = $is_free --? price
    LIMIT 10001
), matches AS MATERIALIZED (
    SELECT least(count(*), 10000) AS total_items, count(*) > 10000 AS total_is_capped FROM matched
), page AS (
    SELECT id, published_at, total_enrollments, rating, title_key
    FROM (
        (
            SELECT id, published_at, total_enrollments, rating, title_key
            FROM matched
            WHERE NOT (SELECT total_is_capped FROM matches)
                AND (published_at, id) < ($key, $id) --? newest after
                AND (total_enrollments, id) < ($key, $id) --? popular after
                AND (rating, id) < ($key, $id) --? rating after
                AND (title_key, id) > (lower($key COLLATE "C"), $id) --? title after
            ORDER BY published_at DESC, id DESC --? newest
            ORDER BY total_enrollments DESC, id DESC --? popular
            ORDER BY rating DESC, id DESC --? rating
            ORDER BY title_key, id --? title
            LIMIT $limit
            OFFSET $offset --? page
        ) UNION ALL (
            SELECT id, published_at, total_enrollments, rating, title_key
            FROM course.listed_courses
            WHERE (SELECT total_is_capped FROM matches)
                AND search @@ (SELECT websearch_to_tsquery('pg_catalog.english', $words)) --? words
                AND creator_id = $creator --? creator
                AND category = $category --? category
                AND level = $level --? level
                AND is_free = $is_free --? price
                AND (published_at, id) < ($key, $id) --? newest after
                AND (total_enrollments, id) < ($key, $id) --? popular after
                AND (rating, id) < ($key, $id) --? rating after
                AND (title_key, id) > (lower($key COLLATE "C"), $id) --? title after
            ORDER BY published_at DESC, id DESC --? newest
            ORDER BY total_enrollments DESC, id DESC --? popular
            ORDER BY rating DESC, id DESC --? rating
            ORDER BY title_key, id --? title
            LIMIT $limit
            OFFSET $offset --? page
        )
    ) ordered
    LIMIT 101
)
SELECT m.total_items, m.total_is_capped,
    c.id, c.title, c.description, c.category, c.level, c.price_cents, c.currency, c.is_free, c.status, c.rating,
    c.published_at, c.created_at, c.updated_at, c.creator_id, c.creator_name, c.version, c.stats_version,
    c.lesson_count, c.total_duration, c.quiz_count, c.completion_rate, c.average_completion_time, c.total_enrollments,
    c.last_lesson_title
FROM matches m
LEFT JOIN (page p JOIN course.courses c ON c.id = p.id) ON true
ORDER BY p.published_at DESC, p.id DESC --? newest
ORDER BY p.total_enrollments DESC, p.id DESC --? popular
ORDER BY p.rating DESC, p.id DESC --? rating
ORDER BY p.title_key, p.id --? title
