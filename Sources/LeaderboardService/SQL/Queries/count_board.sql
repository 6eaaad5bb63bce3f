-- How many users are on a board, and the moment for which that is true.
-- RPC: ListEntries, while the ranking index is away; and building that index
-- $1 text: the board
-- Columns: users bigint, as_of timestamptz
SELECT coalesce((SELECT users FROM leaderboard.board_counts WHERE board = $1), 0), now()
