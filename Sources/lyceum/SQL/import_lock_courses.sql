-- Locks the courses that are there already, of both files, until the transaction ends; takes away lessons whose course is
-- neither among them nor in the file of courses.
-- For: lyceum import courses, after the creators and before the courses
-- Columns: courses bigint
--
-- Whoever publishes a course holds its lock when he wants the rows that count courses, which merging courses locks: so all
-- courses are locked before. Whoever writes lessons locks their course: what it has is counted by one statement and changed
-- by another.
WITH locked AS (
    SELECT id FROM course.courses
    WHERE id IN (SELECT id FROM import_courses UNION SELECT course_id FROM import_lessons)
    ORDER BY id FOR NO KEY UPDATE
), orphaned AS (
    DELETE FROM import_lessons l
    WHERE NOT EXISTS (SELECT FROM locked WHERE locked.id = l.course_id)
        AND NOT EXISTS (SELECT FROM import_courses c WHERE c.id = l.course_id)
    RETURNING l.line, l.course
), rejected AS (
    INSERT INTO import_rejections (line, field, value, reason)
    SELECT line, 'course', course, 'is the key of no course of this source' FROM orphaned
)
SELECT count(*) FROM locked
