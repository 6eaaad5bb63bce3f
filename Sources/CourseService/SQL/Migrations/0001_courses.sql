-- Creators, their courses and the lessons of the courses.
--
-- `source` and `source_key` are the natural key of a row that was imported: importing again finds the row by them.
-- Ids of users belong to another service, so nothing here references users.

CREATE TABLE course.creators (
    id          uuid        PRIMARY KEY,
    user_id     uuid        UNIQUE,
    name        text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    bio         text        NOT NULL DEFAULT '' CHECK (char_length(bio) <= 4000),
    avatar_url  text        CHECK (avatar_url ~ '^https?://' AND char_length(avatar_url) <= 2048),
    source      text        CHECK (char_length(source) BETWEEN 1 AND 64),
    source_key  text        CHECK (char_length(source_key) BETWEEN 1 AND 300),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    version     bigint      NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (source, source_key),
    CHECK ((source IS NULL) = (source_key IS NULL))
);

-- Apart from the creators, so that a course which is published never waits for the row of a creator who is being
-- renamed: the renaming locks creators before courses, the counting courses before these rows.
CREATE TABLE course.creator_stats (
    creator_id    uuid   PRIMARY KEY REFERENCES course.creators ON DELETE CASCADE,
    courses_count bigint NOT NULL,
    version       bigint NOT NULL
);
COMMENT ON COLUMN course.creator_stats.courses_count IS 'Published courses.';

CREATE TABLE course.courses (
    id           uuid             PRIMARY KEY,
    creator_id   uuid             NOT NULL REFERENCES course.creators,
    creator_name text             NOT NULL DEFAULT '',
    title        text             NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    description  text             NOT NULL DEFAULT '' CHECK (char_length(description) <= 20000),
    category     text             NOT NULL CHECK (char_length(category) BETWEEN 1 AND 64),
    level        text             NOT NULL CHECK (level IN ('beginner', 'intermediate', 'advanced')),
    price_cents  bigint           NOT NULL DEFAULT 0 CHECK (price_cents BETWEEN 0 AND 100000000),
    currency     text             NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    is_free      boolean          NOT NULL GENERATED ALWAYS AS (price_cents = 0) STORED,
    status       text             NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
    rating       double precision NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
    published_at timestamptz,
    created_at   timestamptz      NOT NULL DEFAULT now(),
    updated_at   timestamptz      NOT NULL DEFAULT now(),
    version      bigint           NOT NULL DEFAULT 1 CHECK (version > 0),
    source       text             CHECK (char_length(source) BETWEEN 1 AND 64),
    source_key   text             CHECK (char_length(source_key) BETWEEN 1 AND 300),

    -- What the triggers of 0003_stats.sql keep right.
    stats_version           bigint NOT NULL DEFAULT 1 CHECK (stats_version > 0),
    lesson_count            bigint NOT NULL DEFAULT 0 CHECK (lesson_count >= 0),
    total_duration          bigint NOT NULL DEFAULT 0 CHECK (total_duration >= 0),
    quiz_count              bigint NOT NULL DEFAULT 0 CHECK (quiz_count >= 0),
    last_lesson_title       text,
    total_enrollments       bigint NOT NULL DEFAULT 0 CHECK (total_enrollments >= 0),
    completed_enrollments   bigint NOT NULL DEFAULT 0 CHECK (completed_enrollments BETWEEN 0 AND total_enrollments),
    completion_milliseconds bigint NOT NULL DEFAULT 0 CHECK (completion_milliseconds >= 0),
    completion_rate         double precision NOT NULL GENERATED ALWAYS AS (
        CASE WHEN total_enrollments = 0 THEN 0
             ELSE completed_enrollments::double precision / total_enrollments END) STORED,
    average_completion_time double precision NOT NULL GENERATED ALWAYS AS (
        CASE WHEN completed_enrollments = 0 THEN 0
             ELSE completion_milliseconds::double precision / completed_enrollments / 1000 END) STORED,

    -- Titles sort by the bytes of their lower-case form (ASCII letters): the same order in every database, whatever its locale.
    title_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(title COLLATE "C")) STORED,
    -- What text search looks at. PostgreSQL computes it again only when title or description are written; that would
    -- change with a BEFORE UPDATE row trigger on this table, so it has none.
    search tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.english', title), 'A')
        || setweight(to_tsvector('pg_catalog.english', description), 'B')) STORED,

    UNIQUE (source, source_key),
    CHECK ((source IS NULL) = (source_key IS NULL)),
    CHECK ((status = 'draft') = (published_at IS NULL))
)
-- Room in each page, so that new statistics, most of which no index holds, leave the indexes alone.
WITH (fillfactor = 80);
COMMENT ON COLUMN course.courses.total_duration IS 'Seconds, summed over the lessons.';
COMMENT ON COLUMN course.courses.last_lesson_title IS 'Title of the lesson with the highest position.';
COMMENT ON COLUMN course.courses.completion_milliseconds IS 'From enrolment to completion, summed over the completed enrolments.';
COMMENT ON COLUMN course.courses.average_completion_time IS 'Seconds.';

CREATE TABLE course.lessons (
    id         uuid        PRIMARY KEY,
    course_id  uuid        NOT NULL REFERENCES course.courses ON DELETE CASCADE,
    position   integer     NOT NULL CHECK (position > 0),
    title      text        NOT NULL CHECK (char_length(title) BETWEEN 1 AND 300),
    kind       text        NOT NULL CHECK (kind IN ('video', 'text', 'quiz', 'exercise')),
    duration   bigint      NOT NULL DEFAULT 0 CHECK (duration BETWEEN 0 AND 31536000),
    difficulty integer     NOT NULL DEFAULT 0 CHECK (difficulty BETWEEN 0 AND 10),
    summary    text        NOT NULL DEFAULT '' CHECK (char_length(summary) <= 20000),
    source     text        CHECK (char_length(source) BETWEEN 1 AND 64),
    source_key text        CHECK (char_length(source_key) BETWEEN 1 AND 300),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    bigint      NOT NULL DEFAULT 1 CHECK (version > 0),
    UNIQUE (id, course_id),
    UNIQUE (source, source_key),
    CHECK ((source IS NULL) = (source_key IS NULL))
);
COMMENT ON COLUMN course.lessons.duration IS 'Seconds; 0 when not known.';
COMMENT ON COLUMN course.lessons.difficulty IS '1 to 10; 0 when not rated.';

-- A course's lessons in their order, and its last one. Positions may repeat while a course is being rearranged.
CREATE INDEX lessons_of_course ON course.lessons (course_id, position, id);
