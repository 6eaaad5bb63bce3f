-- no transaction
-- Counts what users have done before the triggers of the step before began to. They keep right what has changed since, and
-- this uses their function: it locks an enrolment before it reads the progress in it, so that neither overwrites what
-- the other has counted. All progress that was written under the old trigger is committed by now, for the step before
-- has waited for it.
--
-- A thousand enrolments are a transaction of their own, so writers wait for a moment at most. Where it ends early, for
-- example at a lock or the limit of time of a command, the next run passes over what is done. Until it has ended, lists
-- of a user's courses show too little: a service starts after all migrations.
DO $$
DECLARE
    keys course.enrollment_key[];
    last course.enrollment_key := ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000');
BEGIN
    LOOP
        keys := ARRAY(
            SELECT (user_id, course_id)::course.enrollment_key FROM course.enrollments
            WHERE (user_id, course_id) > (last.user_id, last.course_id) AND last_lesson_id IS NULL
            ORDER BY user_id, course_id LIMIT 1000);
        EXIT WHEN cardinality(keys) = 0;
        PERFORM course.note_progress(keys);
        COMMIT;
        last := keys[cardinality(keys)];
    END LOOP;
    ALTER TABLE course.enrollments VALIDATE CONSTRAINT enrollments_completed_lessons_check;
END $$;
