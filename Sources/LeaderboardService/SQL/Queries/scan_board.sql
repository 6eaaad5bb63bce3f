-- The next chunk of the whole board after a position, in the board's order, read from the index alone.
-- For: building the ranking index
-- $1 bigint, $2 timestamptz, $3 uuid: XP, created_at and id of the last entry of the chunk before
-- $4 bigint: rows of a chunk
-- Columns: as in BoardColumn
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
