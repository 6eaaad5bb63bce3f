-- Inserts and renames the creators of the staged courses. Where several rows name one creator, the first row counts.
-- For: lyceum import courses
-- $1 text: the source
INSERT INTO course.creators AS c (id, name, source, source_key)
SELECT DISTINCT ON (creator_id) creator_id, creator_name, $1, creator_key
FROM import_courses
ORDER BY creator_id, line
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, version = c.version + 1, updated_at = now()
WHERE c.name <> excluded.name
