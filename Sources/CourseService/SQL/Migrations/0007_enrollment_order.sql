-- A user's enrolments, the latest first.

CREATE INDEX enrollments_of_user ON course.enrollments (user_id, enrolled_at DESC, course_id DESC);
