-- Takes the next rejected rows in the order of the file, until no row comes back.
-- For: lyceum import
-- Columns: line bigint, field text, value text, reason text
WITH taken AS (
    DELETE FROM import_rejections
    WHERE line IN (SELECT line FROM import_rejections ORDER BY line LIMIT 10000)
    RETURNING line, field, value, reason
)
SELECT line, field, value, reason FROM taken ORDER BY line
