-- What lists of published courses need beside their order: totals by counters, words, the creator's name in the row.

CREATE TABLE course.facet_counts (
    category text    NOT NULL,
    level    text    NOT NULL,
    is_free  boolean NOT NULL,
    courses  bigint  NOT NULL,
    PRIMARY KEY (category, level, is_free)
);
COMMENT ON TABLE course.facet_counts IS 'Published courses of each facet; kept right by triggers.';

CREATE TYPE course.catalogue_change AS (creator_id uuid, category text, level text, is_free boolean, courses bigint);

CREATE FUNCTION course.count_courses() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes course.catalogue_change[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN
        changes := ARRAY(
            SELECT (creator_id, category, level, is_free, count(*))::course.catalogue_change
            FROM inserted WHERE status = 'published' GROUP BY creator_id, category, level, is_free);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        changes := changes || ARRAY(
            SELECT (creator_id, category, level, is_free, -count(*))::course.catalogue_change
            FROM removed WHERE status = 'published' GROUP BY creator_id, category, level, is_free);
    END IF;
    -- Updates of other columns, such as the statistics, end here.
    changes := ARRAY(
        SELECT (creator_id, category, level, is_free, sum(courses))::course.catalogue_change
        FROM unnest(changes) GROUP BY creator_id, category, level, is_free HAVING sum(courses) <> 0);
    IF cardinality(changes) = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO course.creator_stats AS s (creator_id, courses_count, version)
    SELECT creator_id, sum(courses), 1 FROM unnest(changes)
    GROUP BY creator_id HAVING sum(courses) <> 0 ORDER BY creator_id
    ON CONFLICT (creator_id) DO UPDATE
    SET courses_count = s.courses_count + excluded.courses_count, version = s.version + 1;
    INSERT INTO course.facet_counts AS f (category, level, is_free, courses)
    SELECT category, level, is_free, sum(courses) FROM unnest(changes)
    GROUP BY category, level, is_free HAVING sum(courses) <> 0 ORDER BY category, level, is_free
    ON CONFLICT (category, level, is_free) DO UPDATE SET courses = f.courses + excluded.courses;
    RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON course.courses
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_courses();
CREATE TRIGGER count_updated AFTER UPDATE ON course.courses
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_courses();
CREATE TRIGGER count_deleted AFTER DELETE ON course.courses
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION course.count_courses();

-- The lock makes a renaming wait until this course can be seen, or this course wait for the new name.
-- An unknown creator keeps the empty name and is refused by the foreign key.
CREATE FUNCTION course.copy_creator_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT name INTO NEW.creator_name FROM course.creators WHERE id = NEW.creator_id FOR SHARE;
    NEW.creator_name := coalesce(NEW.creator_name, '');
    RETURN NEW;
END $$;

CREATE TRIGGER copy_creator_name BEFORE INSERT ON course.courses
    FOR EACH ROW EXECUTE FUNCTION course.copy_creator_name();

CREATE FUNCTION course.rename_creators() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    renamed uuid[] := ARRAY(SELECT id FROM inserted JOIN removed USING (id) WHERE inserted.name <> removed.name);
BEGIN
    IF cardinality(renamed) = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM FROM course.courses WHERE creator_id = ANY (renamed) ORDER BY id FOR NO KEY UPDATE;
    UPDATE course.courses c SET creator_name = creator.name, stats_version = c.stats_version + 1
    FROM course.creators creator
    WHERE creator.id = ANY (renamed) AND c.creator_id = creator.id;
    RETURN NULL;
END $$;

CREATE TRIGGER rename_creators AFTER UPDATE ON course.creators
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.rename_creators();

CREATE FUNCTION course.change_creator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM course.creators WHERE id = NEW.creator_id FOR SHARE;
    UPDATE course.courses c SET creator_name = creator.name, stats_version = c.stats_version + 1
    FROM course.creators creator
    WHERE c.id = NEW.id AND creator.id = NEW.creator_id;
    RETURN NULL;
END $$;

CREATE TRIGGER change_creator AFTER UPDATE OF creator_id ON course.courses
    FOR EACH ROW WHEN (OLD.creator_id <> NEW.creator_id) EXECUTE FUNCTION course.change_creator();

CREATE INDEX courses_search ON course.courses USING gin (search) WHERE status = 'published';
CREATE INDEX courses_of_creator ON course.courses (creator_id);
