-- The published courses in every order that lists have, as narrow rows apart from the wide ones: new statistics rewrite
-- these and their indexes, while the course's own row changes in place and its indexes, the one for words above all,
-- are left alone. Written by triggers only, under the lock of the course's row.
--
-- Every filter by category, level and price is a list of exact matches in every order, by two indexes per order: level
-- and price have so few values that each pair of them is a partition, and a list without them merges the partitions.
-- The indexes hold all that finds a page of ids, so a page reads as many index entries as it skips and shows.

CREATE TABLE course.listings (
    course_id         uuid             NOT NULL,
    category          text             NOT NULL,
    level             text             NOT NULL,
    is_free           boolean          NOT NULL,
    published_at      timestamptz      NOT NULL,
    total_enrollments bigint           NOT NULL,
    rating            double precision NOT NULL,
    title_key         text COLLATE "C" NOT NULL,
    PRIMARY KEY (course_id, level, is_free)
) PARTITION BY LIST (level);

DO $$
DECLARE
    level text;
BEGIN
    FOREACH level IN ARRAY ARRAY['beginner', 'intermediate', 'advanced'] LOOP
        EXECUTE format(
            'CREATE TABLE course.listings_%1$s PARTITION OF course.listings FOR VALUES IN (%1$L)
                PARTITION BY LIST (is_free)', level);
        EXECUTE format(
            'CREATE TABLE course.listings_%1$s_free PARTITION OF course.listings_%1$s FOR VALUES IN (true)', level);
        EXECUTE format(
            'CREATE TABLE course.listings_%1$s_paid PARTITION OF course.listings_%1$s FOR VALUES IN (false)', level);
    END LOOP;
END $$;

CREATE INDEX listings_newest ON course.listings (published_at DESC, course_id DESC);
CREATE INDEX listings_newest_in_category ON course.listings (category, published_at DESC, course_id DESC);
CREATE INDEX listings_popular ON course.listings (total_enrollments DESC, course_id DESC);
CREATE INDEX listings_popular_in_category ON course.listings (category, total_enrollments DESC, course_id DESC);
CREATE INDEX listings_rating ON course.listings (rating DESC, course_id DESC);
CREATE INDEX listings_rating_in_category ON course.listings (category, rating DESC, course_id DESC);
CREATE INDEX listings_title ON course.listings (title_key, course_id);
CREATE INDEX listings_title_in_category ON course.listings (category, title_key, course_id);

CREATE FUNCTION course.list_courses() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        changed := ARRAY(SELECT id FROM inserted);
    ELSIF TG_OP = 'DELETE' THEN
        changed := ARRAY(SELECT id FROM removed);
    ELSE
        changed := ARRAY(
            SELECT id FROM inserted i JOIN removed r USING (id)
            WHERE (i.status, i.category, i.level, i.is_free, i.published_at, i.total_enrollments, i.rating, i.title_key)
                IS DISTINCT FROM
                (r.status, r.category, r.level, r.is_free, r.published_at, r.total_enrollments, r.rating, r.title_key));
    END IF;
    IF cardinality(changed) = 0 THEN
        RETURN NULL;
    END IF;
    DELETE FROM course.listings WHERE course_id = ANY (changed);
    INSERT INTO course.listings
        (course_id, category, level, is_free, published_at, total_enrollments, rating, title_key)
    SELECT id, category, level, is_free, published_at, total_enrollments, rating, title_key
    FROM course.courses WHERE id = ANY (changed) AND status = 'published';
    RETURN NULL;
END $$;

CREATE TRIGGER list_inserted AFTER INSERT ON course.courses
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.list_courses();
CREATE TRIGGER list_updated AFTER UPDATE ON course.courses
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.list_courses();
CREATE TRIGGER list_deleted AFTER DELETE ON course.courses
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION course.list_courses();
