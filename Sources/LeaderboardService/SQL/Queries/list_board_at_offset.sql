-- A page of the board at an offset, in the board's order: XP descending, created_at, id.
-- RPC: ListEntries without a cursor, while the ranking index is away
-- $1 bigint: 1 to 101 rows
-- $2 bigint: entries to skip, at most 10,000
-- Columns: as in UserColumn
SELECT u.id, u.username, u.avatar_url, u.xp, u.level, u.achievements_count, u.created_at, u.last_active_at, u.version
FROM (
    SELECT id, xp, created_at
    FROM (
        SELECT id, xp, created_at FROM leaderboard.users
        WHERE deleted_at IS NULL AND active
        ORDER BY xp DESC, created_at, id
        LIMIT $1 OFFSET $2
    ) ordered
    LIMIT 101
) page
JOIN leaderboard.users u ON u.id = page.id
ORDER BY page.xp DESC, page.created_at, page.id
