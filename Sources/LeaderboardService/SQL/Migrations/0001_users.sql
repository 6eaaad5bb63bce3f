-- Users, as this service owns them.

CREATE TABLE leaderboard.users (
    id                 uuid        PRIMARY KEY,
    email              text        CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND char_length(email) <= 254),
    username           text        NOT NULL CHECK (char_length(username) BETWEEN 1 AND 64),
    avatar_url         text        CHECK (avatar_url ~ '^https?://' AND char_length(avatar_url) <= 2048),
    role               text        NOT NULL DEFAULT 'learner' CHECK (role IN ('learner', 'creator', 'admin')),
    premium            boolean     NOT NULL DEFAULT false,
    xp                 bigint      NOT NULL DEFAULT 0 CHECK (abs(xp) <= 9007199254740992),
    -- Level n starts at 100 (n - 1)² XP.
    level              integer     NOT NULL GENERATED ALWAYS AS
        (1 + floor(sqrt(greatest(xp, 0)::double precision / 100))::integer) STORED,
    achievements_count bigint      NOT NULL DEFAULT 0 CHECK (achievements_count >= 0),
    created_at         timestamptz NOT NULL DEFAULT now(),
    last_active_at     timestamptz NOT NULL DEFAULT now(),
    active             boolean     NOT NULL DEFAULT true,
    deleted_at         timestamptz,
    version            bigint      NOT NULL DEFAULT 1 CHECK (version > 0),
    source             text        CHECK (char_length(source) BETWEEN 1 AND 64),
    source_key         text        CHECK (char_length(source_key) BETWEEN 1 AND 300),
    UNIQUE (source, source_key),
    CHECK ((source IS NULL) = (source_key IS NULL))
);
COMMENT ON COLUMN leaderboard.users.xp IS 'Sum of the points of the user''s events; exact in a Redis score, so within ±2^53.';
COMMENT ON COLUMN leaderboard.users.active IS
    'On the boards. Set by activity, cleared by the sweep of those whose last_active_at is too long ago.';

CREATE UNIQUE INDEX users_email ON leaderboard.users (lower(email));
