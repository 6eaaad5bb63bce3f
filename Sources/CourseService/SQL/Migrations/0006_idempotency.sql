-- What writes that carried an idempotency key have made, so that a repeated one makes nothing twice.

CREATE TABLE course.idempotency_keys (
    user_id     uuid        NOT NULL,
    key         text        NOT NULL CHECK (char_length(key) BETWEEN 1 AND 255),
    fingerprint bytea       NOT NULL,
    entity_id   uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);
COMMENT ON COLUMN course.idempotency_keys.fingerprint IS 'SHA-256 of the request.';

-- For taking away those that have expired.
CREATE INDEX idempotency_keys_by_age ON course.idempotency_keys (created_at);
