-- Takes away lessons whose course is neither in the database nor in the file of courses.
-- For: lyceum import courses, after the lessons' courses are locked
WITH orphaned AS (
    DELETE FROM import_lessons l
    WHERE NOT EXISTS (SELECT FROM course.courses c WHERE c.id = l.course_id)
    RETURNING line, course
)
INSERT INTO import_rejections (line, field, value, reason)
SELECT line, 'course', course, 'is the key of no course of this source' FROM orphaned
