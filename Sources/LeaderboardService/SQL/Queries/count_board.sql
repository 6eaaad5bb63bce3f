-- How many users are on a board.
-- RPC: ListEntries and BatchGetRanks, while the ranking index is away
-- $1 text: the board
-- Columns: users bigint
SELECT users FROM leaderboard.board_counts WHERE board = $1
