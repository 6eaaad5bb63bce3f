-- Inserts the courses that only events tell of, under their keys and since their first event.
-- For: lyceum import events, after their creator and after the other courses are locked
-- $1 uuid: the creator
-- $2 text: the source
INSERT INTO course.courses (id, creator_id, title, category, level, status, published_at, source, source_key)
SELECT e.course_id, $1, e.course, 'imported', 'beginner', 'published',
    least(timestamptz 'epoch' + min(e.first_at) * interval '1 microsecond', now()), $2, e.course
FROM import_enrollments e
WHERE NOT EXISTS (SELECT FROM course.courses c WHERE c.id = e.course_id)
GROUP BY e.course_id, e.course
ORDER BY e.course_id
ON CONFLICT (id) DO NOTHING
