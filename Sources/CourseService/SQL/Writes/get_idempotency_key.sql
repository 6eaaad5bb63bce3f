-- What a key has made.
-- RPC: CreateCourse, CreateLesson
-- $1 uuid: the user
-- $2 text: the key
-- $3 bytea: the request
-- Columns: entity_id uuid, is_same boolean: whether the request was this one
SELECT entity_id, fingerprint = sha256($3) FROM course.idempotency_keys WHERE user_id = $1 AND key = $2
