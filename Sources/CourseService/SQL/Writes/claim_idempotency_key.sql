-- Claims a key for what this transaction makes; no row is affected when the user has used it within 24 hours. Waits for
-- another transaction that claims the same one.
-- RPC: CreateCourse, CreateLesson
-- $1 uuid: the user
-- $2 text: the key
-- $3 bytea: the request
-- $4 uuid: the entity that is going to be made
INSERT INTO course.idempotency_keys AS k (user_id, key, fingerprint, entity_id)
VALUES ($1, $2, sha256($3), $4)
ON CONFLICT (user_id, key) DO UPDATE
SET fingerprint = excluded.fingerprint, entity_id = excluded.entity_id, created_at = excluded.created_at
WHERE k.created_at < now() - interval '24 hours'
