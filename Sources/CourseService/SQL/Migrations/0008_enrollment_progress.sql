-- What a user has done in a course, kept in the row of the enrolment. Whoever shows a user's courses reads it there,
-- and need not go through all that the user has done in each.
--
-- This step holds its locks for a moment only: it reads no table. The next one counts what is there already.

-- Every transaction that has written progress under the old trigger ends before this lock is had, and whoever writes it
-- afterwards runs the new one. So the next step misses nothing. The locks are taken in the order in which transactions take
-- theirs.
LOCK TABLE course.enrollments IN ACCESS EXCLUSIVE MODE;
LOCK TABLE course.progress IN SHARE ROW EXCLUSIVE MODE;

ALTER TABLE course.enrollments
    ADD completed_lessons bigint NOT NULL DEFAULT 0,
    ADD last_lesson_id    uuid,
    -- Checked for rows from now on; the next step looks at the others.
    ADD CONSTRAINT enrollments_completed_lessons_check CHECK (completed_lessons >= 0) NOT VALID,
    -- Room in each page, so that new progress leaves the indexes alone.
    SET (fillfactor = 90);
COMMENT ON COLUMN course.enrollments.last_lesson_id IS
    'The lesson that was begun or completed last, of several at once the one with the lowest id.';

CREATE TYPE course.enrollment_key AS (user_id uuid, course_id uuid);

CREATE FUNCTION course.note_progress(keys course.enrollment_key[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM course.enrollments WHERE (user_id, course_id) IN (SELECT user_id, course_id FROM unnest(keys))
        ORDER BY user_id, course_id FOR NO KEY UPDATE;
    -- A statement of its own, so that it sees the progress which those who held the locks have committed.
    UPDATE course.enrollments e
    SET completed_lessons = p.completed_lessons, last_lesson_id = p.last_lesson_id
    FROM (SELECT DISTINCT user_id, course_id FROM unnest(keys)) k
    CROSS JOIN LATERAL (
        SELECT count(completed_at) AS completed_lessons,
            (array_agg(lesson_id ORDER BY greatest(started_at, completed_at) DESC, lesson_id))[1] AS last_lesson_id
        FROM course.progress WHERE user_id = k.user_id AND course_id = k.course_id
    ) p
    WHERE e.user_id = k.user_id AND e.course_id = k.course_id
        AND (e.completed_lessons, e.last_lesson_id) IS DISTINCT FROM (p.completed_lessons, p.last_lesson_id);
END $$;

-- A plan for the array at hand looks cheaper than one for any array, so PostgreSQL would plan every statement anew, which
-- takes longer than the statement.
CREATE OR REPLACE FUNCTION course.count_progress() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    enrollments course.enrollment_key[] := '{}';
    users course.user_change[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN
        enrollments := ARRAY(SELECT DISTINCT (user_id, course_id)::course.enrollment_key FROM inserted);
        users := ARRAY(SELECT (user_id, 0, count(completed_at))::course.user_change FROM inserted GROUP BY user_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        enrollments := enrollments
            || ARRAY(SELECT DISTINCT (user_id, course_id)::course.enrollment_key FROM removed);
        users := users || ARRAY(
            SELECT (user_id, 0, -count(completed_at))::course.user_change FROM removed GROUP BY user_id);
    END IF;
    PERFORM course.note_progress(enrollments);
    PERFORM course.add_user_stats(users);
    RETURN NULL;
END $$;

-- As before, but an update that changes no statistics of a course, as one of progress, locks none.
CREATE OR REPLACE FUNCTION course.count_enrollments() RETURNS trigger LANGUAGE plpgsql AS $$
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
    changes := ARRAY(
        SELECT (course_id, sum(enrollments), sum(completed), sum(milliseconds))::course.enrollment_change
        FROM unnest(changes)
        GROUP BY course_id HAVING (sum(enrollments), sum(completed), sum(milliseconds)) <> (0, 0, 0));
    IF cardinality(changes) > 0 THEN
        PERFORM FROM course.courses WHERE id IN (SELECT course_id FROM unnest(changes))
            ORDER BY id FOR NO KEY UPDATE;
        UPDATE course.courses c
        SET total_enrollments = c.total_enrollments + change.enrollments,
            completed_enrollments = c.completed_enrollments + change.completed,
            completion_milliseconds = c.completion_milliseconds + change.milliseconds,
            stats_version = c.stats_version + 1
        FROM unnest(changes) change
        WHERE c.id = change.course_id;
    END IF;
    PERFORM course.add_user_stats(users);
    RETURN NULL;
END $$;
