-- The rows of a file of courses, until the transaction ends.
-- For: lyceum import courses
CREATE TEMPORARY TABLE import_courses (
    line         bigint           NOT NULL,
    id           uuid             NOT NULL,
    creator_id   uuid             NOT NULL,
    creator_key  text             NOT NULL,
    creator_name text             NOT NULL,
    key          text             NOT NULL,
    title        text             NOT NULL,
    description  text             NOT NULL,
    category     text             NOT NULL,
    level        text             NOT NULL,
    price_cents  bigint           NOT NULL,
    currency     text             NOT NULL,
    status       text             NOT NULL,
    rating       double precision NOT NULL,
    published_at bigint
) ON COMMIT DROP
