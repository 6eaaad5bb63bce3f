-- Creators by id, in any order; unknown ids have no row.
-- RPC: BatchGetCreators
-- $1 uuid[]: at most 512 ids
-- Columns: as in CreatorColumn
SELECT c.id, c.user_id, c.name, c.bio, c.avatar_url, coalesce(s.courses_count, 0) AS courses_count, c.created_at,
    c.version + coalesce(s.version, 0) AS version
FROM course.creators c
LEFT JOIN course.creator_stats s ON s.creator_id = c.id
WHERE c.id = ANY ($1)
