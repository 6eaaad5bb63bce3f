-- Deletes a course and its lessons, unless somebody is enrolled.
-- RPC: DeleteCourse
-- $1 uuid: the course, which is locked for deletion
DELETE FROM course.courses c
WHERE id = $1 AND NOT EXISTS (SELECT FROM course.enrollments WHERE course_id = c.id)
