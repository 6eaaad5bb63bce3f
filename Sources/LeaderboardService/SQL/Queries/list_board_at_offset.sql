-- A page of the board at an offset, in the board's order: XP descending, created_at, id. Read from the index alone.
-- RPC: ListEntries without a cursor, while the ranking index is away
-- $1 bigint: 1 to 101 rows
-- $2 bigint: entries to skip, at most 10,000
-- Columns: as in BoardColumn
SELECT id, xp, created_at FROM leaderboard.users
WHERE deleted_at IS NULL AND active
ORDER BY xp DESC, created_at, id
LIMIT $1 OFFSET $2
