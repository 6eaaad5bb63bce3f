-- Public profiles by id, in any order; unknown and deleted users have no row.
-- RPC: BatchGetUsers, ListEntries
-- $1 uuid[]: at most 512 ids
-- Columns: as in UserColumn
SELECT id, username, avatar_url, xp, level, achievements_count, created_at, last_active_at, version
FROM leaderboard.users
WHERE id = ANY ($1) AND deleted_at IS NULL
