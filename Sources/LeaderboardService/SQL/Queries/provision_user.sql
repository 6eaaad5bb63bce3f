-- Makes a user, or records the role of one that is there; a deleted one stays as it is.
-- RPC: ProvisionUser
-- $1 uuid, $2 text: e-mail address or null, $3 text: user name, $4 text: role
-- Columns: whether there is such a user now, whether it is deleted
--
-- An address that another user has is left out. Where somebody takes the id or the address at the same moment nothing is
-- inserted, and the first column is false: the statement, done again, sees that user.
WITH recorded AS (
    UPDATE leaderboard.users SET role = $4, version = version + 1
    WHERE id = $1 AND role <> $4 AND deleted_at IS NULL
), made AS (
    INSERT INTO leaderboard.users (id, email, username, role)
    SELECT $1, CASE WHEN EXISTS (SELECT FROM leaderboard.users WHERE lower(email) = lower($2)) THEN NULL ELSE $2 END, $3, $4
    WHERE NOT EXISTS (SELECT FROM leaderboard.users WHERE id = $1)
    ON CONFLICT DO NOTHING
    RETURNING id
)
SELECT
    EXISTS (SELECT FROM made) OR EXISTS (SELECT FROM leaderboard.users WHERE id = $1),
    EXISTS (SELECT FROM leaderboard.users WHERE id = $1 AND deleted_at IS NOT NULL)
