-- Keeps the first of several lessons with the same key in a course.
-- For: lyceum import courses
WITH repeated AS (
    DELETE FROM import_lessons later
    USING (SELECT id, min(line) AS line FROM import_lessons GROUP BY id HAVING count(*) > 1) first
    WHERE later.id = first.id AND later.line > first.line
    RETURNING later.line, later.key, first.line AS first_line
)
INSERT INTO import_rejections (line, field, value, reason)
SELECT line, 'key', key, 'is the key of line ' || first_line || ' already, in the same course' FROM repeated
