-- The board after a position, in the board's order: XP descending, created_at, id. Read from the index alone.
-- RPC: ListEntries with a cursor, while the ranking index is away; and building that index
-- $1 bigint, $2 timestamptz, $3 uuid: XP, created_at and id of the entry before
-- $4 bigint: 1 to 5,000 rows
-- Columns: as in BoardColumn
--
-- Two ranges of the index: the rest of those with the same XP, and all with less. One condition for both would walk
-- through everyone with the same XP, and one LIMIT for both would sort all that is left of the board.
(
    SELECT id, xp, created_at FROM leaderboard.users
    WHERE deleted_at IS NULL AND active AND xp = $1 AND (created_at, id) > ($2, $3)
    ORDER BY created_at, id
    LIMIT $4
)
UNION ALL
(
    SELECT id, xp, created_at FROM leaderboard.users
    WHERE deleted_at IS NULL AND active AND xp < $1
    ORDER BY xp DESC, created_at, id
    LIMIT $4
)
ORDER BY xp DESC, created_at, id
LIMIT $4
