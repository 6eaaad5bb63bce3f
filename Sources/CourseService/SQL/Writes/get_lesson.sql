-- A lesson.
-- RPC: CreateLesson, UpdateLesson
-- $1 uuid: the lesson
-- Columns: as in LessonColumn
SELECT course_id, id, position, title, kind, duration, difficulty, summary, updated_at, version
FROM course.lessons WHERE id = $1
