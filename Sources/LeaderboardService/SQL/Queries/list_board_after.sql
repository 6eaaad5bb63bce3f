-- A page of the board after a position, in the board's order: XP descending, created_at, id.
-- RPC: ListEntries with a cursor, while the ranking index is away
-- $1 bigint, $2 timestamptz, $3 uuid: XP, created_at and id of the entry before the page
-- $4 bigint: 1 to 101 rows
-- Columns: as in UserColumn
--
-- Two index ranges, merged: the rest of those with the same XP, and all with less. One condition for both would walk
-- through everyone with the same XP. The constant LIMIT tells the planner what $4 can't: that there are few.
SELECT u.id, u.username, u.avatar_url, u.xp, u.level, u.achievements_count, u.created_at, u.last_active_at, u.version
FROM (
    SELECT id, xp, created_at
    FROM (
        SELECT id, xp, created_at
        FROM (
            SELECT id, xp, created_at FROM leaderboard.users
            WHERE deleted_at IS NULL AND active AND xp = $1 AND (created_at, id) > ($2, $3)
            UNION ALL
            SELECT id, xp, created_at FROM leaderboard.users
            WHERE deleted_at IS NULL AND active AND xp < $1
        ) board
        ORDER BY xp DESC, created_at, id
        LIMIT $4
    ) ordered
    LIMIT 101
) page
JOIN leaderboard.users u ON u.id = page.id
ORDER BY page.xp DESC, page.created_at, page.id
