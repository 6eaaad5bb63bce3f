-- Takes off the board at most 1,000 users who have not been active since a moment, and returns who they were.
-- For: the sweep, which repeats it until no row comes back
-- $1 timestamptz: the moment
-- Columns: id uuid
--
-- Skips rows that somebody is writing, so it waits for no one: a user who is being written is not idle.
UPDATE leaderboard.users u
SET active = false
FROM (
    SELECT id FROM leaderboard.users
    WHERE active AND last_active_at < $1
    ORDER BY last_active_at
    LIMIT 1000
    FOR NO KEY UPDATE SKIP LOCKED
) idle
WHERE u.id = idle.id
RETURNING u.id
