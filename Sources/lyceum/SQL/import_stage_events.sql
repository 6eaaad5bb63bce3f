-- The rows of a file of XP events, until the transaction ends.
-- For: lyceum import events
CREATE TEMPORARY TABLE import_events (
    line      bigint  NOT NULL,
    id        uuid    NOT NULL,
    key       text    NOT NULL,
    user_id   uuid    NOT NULL,
    user_key  text    NOT NULL,
    course_id uuid,
    course    text,
    at        bigint  NOT NULL,
    points    integer NOT NULL,
    type      text    NOT NULL
) ON COMMIT DROP
