-- What users do in courses.

CREATE TABLE course.enrollments (
    user_id      uuid        NOT NULL,
    course_id    uuid        NOT NULL REFERENCES course.courses ON DELETE CASCADE,
    enrolled_at  timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    PRIMARY KEY (user_id, course_id),
    CHECK (completed_at >= enrolled_at)
);
CREATE INDEX enrollments_of_course ON course.enrollments (course_id);

CREATE TABLE course.progress (
    user_id      uuid        NOT NULL,
    course_id    uuid        NOT NULL,
    lesson_id    uuid        NOT NULL,
    started_at   timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    PRIMARY KEY (user_id, course_id, lesson_id),
    FOREIGN KEY (user_id, course_id) REFERENCES course.enrollments ON DELETE CASCADE,
    FOREIGN KEY (lesson_id, course_id) REFERENCES course.lessons (id, course_id) ON DELETE CASCADE,
    CHECK (completed_at >= started_at)
);
-- One user's progress in one lesson, and everyone's when the lesson goes.
CREATE UNIQUE INDEX progress_in_lesson ON course.progress (lesson_id, user_id);

-- What boards and profiles show of each user; kept right by triggers.
CREATE TABLE course.user_stats (
    user_id           uuid   PRIMARY KEY,
    enrollments       bigint NOT NULL,
    completed_lessons bigint NOT NULL
);
