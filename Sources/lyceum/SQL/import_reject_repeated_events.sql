-- Keeps the first of several events with the same key.
-- For: lyceum import events
WITH repeated AS (
    DELETE FROM import_events later
    USING (SELECT id, min(line) AS line FROM import_events GROUP BY id HAVING count(*) > 1) first
    WHERE later.id = first.id AND later.line > first.line
    RETURNING later.line, later.key, first.line AS first_line
)
INSERT INTO import_rejections (line, field, value, reason)
SELECT line, 'key', key, 'is the key of line ' || first_line || ' already' FROM repeated
