-- Statistics are kept right in the transaction that changes what they count, by triggers that run once per statement
-- and see its rows as transition tables: one row costs little, COPY of a million rows costs one update per course.
--
-- Each trigger first sums its changes per row to update, then locks those rows in the order of their ids, then updates
-- them. So two statements never wait for each other in a circle. A transaction of several statements keeps to the order
-- creators, courses, lessons, enrollments, progress.

CREATE TYPE course.lesson_change AS (course_id uuid, lessons bigint, duration bigint, quizzes bigint);

CREATE FUNCTION course.count_lessons() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes course.lesson_change[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN
        changes := ARRAY(
            SELECT (course_id, count(*), sum(duration), count(*) FILTER (WHERE kind = 'quiz'))::course.lesson_change
            FROM inserted GROUP BY course_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        changes := changes || ARRAY(
            SELECT (course_id, -count(*), -sum(duration), -count(*) FILTER (WHERE kind = 'quiz'))::course.lesson_change
            FROM removed GROUP BY course_id);
    END IF;
    PERFORM FROM course.courses WHERE id IN (SELECT course_id FROM unnest(changes))
        ORDER BY id FOR NO KEY UPDATE;
    -- A statement of its own, so that it sees the lessons which those who held the locks have committed.
    UPDATE course.courses c
    SET lesson_count = c.lesson_count + change.lessons,
        total_duration = c.total_duration + change.duration,
        quiz_count = c.quiz_count + change.quizzes,
        last_lesson_title = last.title,
        stats_version = c.stats_version + 1
    FROM (
        SELECT course_id, sum(lessons) AS lessons, sum(duration) AS duration, sum(quizzes) AS quizzes
        FROM unnest(changes) GROUP BY course_id
    ) change
    LEFT JOIN LATERAL (
        SELECT title FROM course.lessons
        WHERE course_id = change.course_id ORDER BY position DESC, id DESC LIMIT 1
    ) last ON true
    WHERE c.id = change.course_id
        AND ((change.lessons, change.duration, change.quizzes) <> (0, 0, 0)
            OR c.last_lesson_title IS DISTINCT FROM last.title);
    RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON course.lessons
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_lessons();
CREATE TRIGGER count_updated AFTER UPDATE ON course.lessons
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_lessons();
CREATE TRIGGER count_deleted AFTER DELETE ON course.lessons
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION course.count_lessons();

CREATE TYPE course.user_change AS (user_id uuid, enrollments bigint, completed_lessons bigint);

CREATE FUNCTION course.add_user_stats(changes course.user_change[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO course.user_stats AS s (user_id, enrollments, completed_lessons)
    SELECT user_id, sum(enrollments), sum(completed_lessons) FROM unnest(changes)
    GROUP BY user_id HAVING (sum(enrollments), sum(completed_lessons)) <> (0, 0) ORDER BY user_id
    ON CONFLICT (user_id) DO UPDATE
    SET enrollments = s.enrollments + excluded.enrollments,
        completed_lessons = s.completed_lessons + excluded.completed_lessons
$$;

CREATE TYPE course.enrollment_change AS (course_id uuid, enrollments bigint, completed bigint, milliseconds bigint);

-- Whole milliseconds, so that what is added when an enrolment completes is exactly what is taken away when it goes.
CREATE FUNCTION course.completion_milliseconds(enrolled_at timestamptz, completed_at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT floor(extract(epoch FROM completed_at - enrolled_at) * 1000)::bigint $$;

CREATE FUNCTION course.count_enrollments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes course.enrollment_change[] := '{}';
    users course.user_change[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN
        changes := ARRAY(
            SELECT (course_id, count(*), count(completed_at),
                coalesce(sum(course.completion_milliseconds(enrolled_at, completed_at)), 0))::course.enrollment_change
            FROM inserted GROUP BY course_id);
        users := ARRAY(SELECT (user_id, count(*), 0)::course.user_change FROM inserted GROUP BY user_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        changes := changes || ARRAY(
            SELECT (course_id, -count(*), -count(completed_at),
                -coalesce(sum(course.completion_milliseconds(enrolled_at, completed_at)), 0))::course.enrollment_change
            FROM removed GROUP BY course_id);
        users := users || ARRAY(SELECT (user_id, -count(*), 0)::course.user_change FROM removed GROUP BY user_id);
    END IF;
    PERFORM FROM course.courses WHERE id IN (SELECT course_id FROM unnest(changes))
        ORDER BY id FOR NO KEY UPDATE;
    UPDATE course.courses c
    SET total_enrollments = c.total_enrollments + change.enrollments,
        completed_enrollments = c.completed_enrollments + change.completed,
        completion_milliseconds = c.completion_milliseconds + change.milliseconds,
        stats_version = c.stats_version + 1
    FROM (
        SELECT course_id, sum(enrollments) AS enrollments, sum(completed) AS completed,
            sum(milliseconds) AS milliseconds
        FROM unnest(changes) GROUP BY course_id
    ) change
    WHERE c.id = change.course_id
        AND (change.enrollments, change.completed, change.milliseconds) <> (0, 0, 0);
    PERFORM course.add_user_stats(users);
    RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON course.enrollments
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_enrollments();
CREATE TRIGGER count_updated AFTER UPDATE ON course.enrollments
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_enrollments();
CREATE TRIGGER count_deleted AFTER DELETE ON course.enrollments
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION course.count_enrollments();

CREATE FUNCTION course.count_progress() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    users course.user_change[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN
        users := ARRAY(SELECT (user_id, 0, count(completed_at))::course.user_change FROM inserted GROUP BY user_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        users := users || ARRAY(
            SELECT (user_id, 0, -count(completed_at))::course.user_change FROM removed GROUP BY user_id);
    END IF;
    PERFORM course.add_user_stats(users);
    RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON course.progress
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_progress();
CREATE TRIGGER count_updated AFTER UPDATE ON course.progress
    REFERENCING OLD TABLE AS removed NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION course.count_progress();
CREATE TRIGGER count_deleted AFTER DELETE ON course.progress
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION course.count_progress();
