-- Takes away lessons beyond what the list of a course may have: 1,000,000 bytes, their titles, their summaries and 100 for
-- each. Those that are there already stay, then the first ones of the file.
-- For: lyceum import courses, after the lessons' courses are locked and other lessons are rejected
WITH others AS (
    SELECT l.course_id, sum(100 + octet_length(l.title) + octet_length(l.summary)) AS bytes
    FROM course.lessons l
    WHERE l.course_id IN (SELECT course_id FROM import_lessons)
        AND NOT EXISTS (SELECT FROM import_lessons i WHERE i.id = l.id)
    GROUP BY l.course_id
), totals AS (
    SELECT i.line, coalesce(o.bytes, 0) + sum(100 + octet_length(i.title) + octet_length(i.summary)) OVER (
        PARTITION BY i.course_id ORDER BY l.id IS NULL, i.line) AS bytes
    FROM import_lessons i
    LEFT JOIN others o ON o.course_id = i.course_id
    LEFT JOIN course.lessons l ON l.id = i.id
), excess AS (
    DELETE FROM import_lessons i USING totals t WHERE i.line = t.line AND t.bytes > 1000000
    RETURNING i.line, i.course
)
INSERT INTO import_rejections (line, field, value, reason)
SELECT line, 'course', course, 'is the key of a course whose lessons have 1,000,000 bytes already' FROM excess
