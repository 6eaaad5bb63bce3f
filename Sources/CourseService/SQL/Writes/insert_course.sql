-- Makes a course; nothing when there is no such creator.
-- RPC: CreateCourse
-- $1 uuid: the id
-- $2 uuid: the creator
-- $3 to $9: title, description, category, level, price_cents, currency, status
INSERT INTO course.courses (
    id, creator_id, title, description, category, level, price_cents, currency, status, published_at)
SELECT $1, k.id, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $9 = 'draft' THEN NULL ELSE now() END
FROM course.creators k WHERE k.id = $2
