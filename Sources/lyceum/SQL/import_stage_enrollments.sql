-- Who took part in which course since when, as the events tell, until the transaction ends.
-- For: lyceum import events
CREATE TEMPORARY TABLE import_enrollments (
    user_id   uuid   NOT NULL,
    course_id uuid   NOT NULL,
    course    text   NOT NULL,
    first_at  bigint NOT NULL
) ON COMMIT DROP
