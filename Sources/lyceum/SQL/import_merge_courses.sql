-- Inserts the staged courses, and updates those that differ from the file.
-- For: lyceum import courses, after the courses are locked
-- $1 text: the source
-- Columns: inserted bigint, updated bigint
--
-- A course that is no draft has been published at some time: where the file doesn't tell when, it keeps what it has.
WITH merged AS (
    INSERT INTO course.courses AS c (
        id, creator_id, title, description, category, level, price_cents, currency, status, rating, published_at,
        source, source_key)
    SELECT s.id, s.creator_id, s.title, s.description, s.category, s.level, s.price_cents, s.currency, s.status,
        s.rating,
        CASE WHEN s.status <> 'draft' THEN coalesce(
            timestamptz 'epoch' + s.published_at * interval '1 microsecond', existing.published_at, now()) END,
        $1, s.key
    FROM import_courses s LEFT JOIN course.courses existing ON existing.id = s.id
    ORDER BY s.id
    ON CONFLICT (id) DO UPDATE
    SET creator_id = excluded.creator_id, title = excluded.title, description = excluded.description,
        category = excluded.category, level = excluded.level, price_cents = excluded.price_cents,
        currency = excluded.currency, status = excluded.status, rating = excluded.rating,
        published_at = excluded.published_at, version = c.version + 1, updated_at = now()
    WHERE (c.creator_id, c.title, c.description, c.category, c.level, c.price_cents, c.currency, c.status, c.rating,
            c.published_at)
        IS DISTINCT FROM (excluded.creator_id, excluded.title, excluded.description, excluded.category,
            excluded.level, excluded.price_cents, excluded.currency, excluded.status, excluded.rating,
            excluded.published_at)
    -- A row version that replaced no other has no xmax.
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM merged
