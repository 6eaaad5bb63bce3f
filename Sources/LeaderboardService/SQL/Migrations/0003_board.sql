-- The board: users that are not deleted and were active lately, by XP descending, then created_at, then id.
-- PostgreSQL serves its pages when the ranking index in Redis is away, and Redis is filled from here.

-- A page is read from the index alone; then only its users' rows.
CREATE INDEX users_board ON leaderboard.users (xp DESC, created_at, id) WHERE deleted_at IS NULL AND active;

-- Who has not been seen for long is found by the sweep.
CREATE INDEX users_last_active ON leaderboard.users (last_active_at) WHERE active;

CREATE TABLE leaderboard.board_counts (
    board text   PRIMARY KEY,
    users bigint NOT NULL
);
COMMENT ON TABLE leaderboard.board_counts IS 'Users on each board; kept right by triggers.';
INSERT INTO leaderboard.board_counts
    SELECT 'global', count(*) FROM leaderboard.users WHERE deleted_at IS NULL AND active;

-- Locks the one row of the board after all users' rows, and only when somebody comes or goes.
CREATE FUNCTION leaderboard.count_board() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    change bigint := 0;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        change := (SELECT count(*) FROM inserted WHERE deleted_at IS NULL AND active);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        change := change - (SELECT count(*) FROM removed WHERE deleted_at IS NULL AND active);
    END IF;
    IF change <> 0 THEN
        UPDATE leaderboard.board_counts SET users = users + change WHERE board = 'global';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON leaderboard.users
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.count_board();
CREATE TRIGGER count_updated AFTER UPDATE ON leaderboard.users
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.count_board();
CREATE TRIGGER count_deleted AFTER DELETE ON leaderboard.users
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.count_board();
