-- Creators by id, in any order; unknown ids have no row.
-- RPC: BatchGetCreators
-- $1 uuid[]: at most 512 ids
-- Columns: as in CreatorColumn
SELECT c.id, c.user_id, c.name, c.bio, c.avatar_url, coalesce(s.courses_count, 0) AS courses_count, c.created_at,
    c.version + coalesce(s.version, 0) AS version
FROM course.creators c
LEFT JOIN LATERAL (
    -- The LIMIT keeps this a look-up for each creator, however small the table looks.
    SELECT courses_count, version FROM course.creator_stats WHERE creator_id = c.id LIMIT 1
) s ON true
WHERE c.id = ANY ($1)
