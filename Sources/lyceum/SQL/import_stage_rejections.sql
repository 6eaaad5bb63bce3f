-- Rows that were staged and can't be used after all, until the transaction ends.
-- For: lyceum import
CREATE TEMPORARY TABLE import_rejections (
    line   bigint NOT NULL,
    field  text   NOT NULL,
    value  text   NOT NULL,
    reason text   NOT NULL
) ON COMMIT DROP
