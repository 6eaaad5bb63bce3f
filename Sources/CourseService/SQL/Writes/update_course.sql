-- Writes the fields that are not null. One that has been published keeps its first date until it is a draft again.
-- RPC: UpdateCourse
-- $1 uuid: the course
-- $2 to $8: title, description, category, level, price_cents, currency, status
UPDATE course.courses AS c
SET title = new.title, description = new.description, category = new.category, level = new.level,
    price_cents = new.price_cents, currency = new.currency, status = new.status,
    published_at = CASE WHEN new.status = 'draft' THEN NULL ELSE coalesce(c.published_at, now()) END,
    version = c.version + 1, updated_at = now()
FROM (
    SELECT id, coalesce($2, title) AS title, coalesce($3, description) AS description,
        coalesce($4, category) AS category, coalesce($5, level) AS level,
        coalesce($6, price_cents) AS price_cents, coalesce($7, currency) AS currency, coalesce($8, status) AS status
    FROM course.courses WHERE id = $1
) new
WHERE c.id = new.id
    AND (c.title, c.description, c.category, c.level, c.price_cents, c.currency, c.status)
        IS DISTINCT FROM (new.title, new.description, new.category, new.level, new.price_cents, new.currency,
            new.status)
