-- A page of published courses with words or of a creator, and how many match, counted up to 10,000: at least one row;
-- where the page is empty its columns after the first two are null.
-- RPC: ListCourses with words or a creator
--
-- A template with the tags and parameters of list_courses.sql, and
--   words      $words text: in the syntax of websearch_to_tsquery
--   creator    $creator uuid
--   everyone   there is no creator
--
-- Up to 10,000 matches are collected by index and sorted. When there are more, they are so frequent that walking the
-- listings in order soon meets a page of them, unless the page is a deep one: then all are collected, as all of one
-- creator always are. The statement decides between the two while it runs, by their number.
WITH matched AS MATERIALIZED (
    SELECT id AS course_id, published_at, total_enrollments, rating, title_key
    FROM course.courses
    WHERE status = 'published'
        AND search @@ (SELECT websearch_to_tsquery('pg_catalog.english', $words)) --? words
        AND creator_id = $creator --? creator
        AND category = $category --? category
        AND level = $level --? level
        AND is_free = $is_free --? price
    LIMIT CASE WHEN $offset <= 1000 THEN 10001 END --? everyone page
    LIMIT 10001 --? everyone after
), matches AS MATERIALIZED (
    SELECT least(count(*), 10000) AS total_items, count(*) > 10000 AS total_is_capped,
        count(*) > 10000 AND $offset <= 1000 AS walks --? everyone page
        count(*) > 10000 AS walks --? everyone after
        false AS walks --? creator
    FROM matched
), page AS (
    SELECT *
    FROM (
        (
            SELECT course_id, published_at, total_enrollments, rating, title_key
            FROM matched
            WHERE NOT (SELECT walks FROM matches)
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
        ) UNION ALL (
            SELECT course_id, published_at, total_enrollments, rating, title_key
            FROM course.listings l
            WHERE (SELECT walks FROM matches)
                AND category = $category --? category
                AND level = $level --? level
                AND is_free = $is_free --? price
                AND (published_at, course_id) < ($key, $id) --? newest after
                AND (total_enrollments, course_id) < ($key, $id) --? popular after
                AND (rating, course_id) < ($key, $id) --? rating after
                AND (title_key, course_id) > (lower($key COLLATE "C"), $id) --? title after
                -- Not a join, which might be done in another order than the walk's.
                AND (
                    SELECT true
                        AND c.search @@ (SELECT websearch_to_tsquery('pg_catalog.english', $words)) --? words
                        AND c.creator_id = $creator --? creator
                    FROM course.courses c WHERE c.id = l.course_id
                )
            ORDER BY published_at DESC, course_id DESC --? newest
            ORDER BY total_enrollments DESC, course_id DESC --? popular
            ORDER BY rating DESC, course_id DESC --? rating
            ORDER BY title_key, course_id --? title
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
LEFT JOIN (page p JOIN course.courses c ON c.id = p.course_id) ON true
ORDER BY p.published_at DESC, p.course_id DESC --? newest
ORDER BY p.total_enrollments DESC, p.course_id DESC --? popular
ORDER BY p.rating DESC, p.course_id DESC --? rating
ORDER BY p.title_key, p.course_id --? title
