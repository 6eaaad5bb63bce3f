-- The rows of a file of lessons, until the transaction ends.
-- For: lyceum import courses
CREATE TEMPORARY TABLE import_lessons (
    line       bigint  NOT NULL,
    id         uuid    NOT NULL,
    course_id  uuid    NOT NULL,
    course     text    NOT NULL,
    key        text    NOT NULL,
    source_key text    NOT NULL,
    position   integer NOT NULL,
    title      text    NOT NULL,
    kind       text    NOT NULL,
    duration   bigint  NOT NULL,
    difficulty integer NOT NULL,
    summary    text    NOT NULL
) ON COMMIT DROP
