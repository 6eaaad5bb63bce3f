-- XP events are the truth about XP: append-only, each id once. users.xp is their sum, kept in the same transaction.

CREATE TABLE leaderboard.xp_events (
    id          uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES leaderboard.users,
    points      integer     NOT NULL CHECK (points BETWEEN -1000000 AND 1000000),
    type        text        NOT NULL CHECK (char_length(type) BETWEEN 1 AND 64),
    course_id   uuid,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TYPE leaderboard.user_change AS (user_id uuid, amount bigint, seen_at timestamptz);

-- Locks the users in the order of their ids before it changes them, so that two statements never wait in a circle.
CREATE FUNCTION leaderboard.add_points() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes leaderboard.user_change[] := ARRAY(
        SELECT (user_id, sum(points), max(occurred_at))::leaderboard.user_change FROM inserted GROUP BY user_id);
BEGIN
    PERFORM FROM leaderboard.users WHERE id IN (SELECT user_id FROM unnest(changes))
        ORDER BY id FOR NO KEY UPDATE;
    UPDATE leaderboard.users u
    SET xp = u.xp + change.amount,
        last_active_at = greatest(u.last_active_at, least(change.seen_at, now())),
        active = u.active OR change.seen_at > u.last_active_at,
        version = u.version + 1
    FROM unnest(changes) change
    WHERE u.id = change.user_id;
    RETURN NULL;
END $$;

CREATE TRIGGER add_points AFTER INSERT ON leaderboard.xp_events
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.add_points();

CREATE FUNCTION leaderboard.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'XP events are never changed: record another one that corrects them'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON leaderboard.xp_events
    FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.refuse_change();

CREATE TABLE leaderboard.achievements (
    user_id   uuid        NOT NULL REFERENCES leaderboard.users ON DELETE CASCADE,
    code      text        NOT NULL CHECK (char_length(code) BETWEEN 1 AND 64),
    earned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, code)
);

CREATE FUNCTION leaderboard.count_achievements() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes leaderboard.user_change[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN
        changes := ARRAY(
            SELECT (user_id, count(*), NULL)::leaderboard.user_change FROM inserted GROUP BY user_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        changes := changes || ARRAY(
            SELECT (user_id, -count(*), NULL)::leaderboard.user_change FROM removed GROUP BY user_id);
    END IF;
    PERFORM FROM leaderboard.users WHERE id IN (SELECT user_id FROM unnest(changes))
        ORDER BY id FOR NO KEY UPDATE;
    UPDATE leaderboard.users u
    SET achievements_count = u.achievements_count + change.amount, version = u.version + 1
    FROM (SELECT user_id, sum(amount) AS amount FROM unnest(changes) GROUP BY user_id) change
    WHERE u.id = change.user_id AND change.amount <> 0;
    RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON leaderboard.achievements
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.count_achievements();
CREATE TRIGGER count_updated AFTER UPDATE ON leaderboard.achievements
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.count_achievements();
CREATE TRIGGER count_deleted AFTER DELETE ON leaderboard.achievements
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION leaderboard.count_achievements();
