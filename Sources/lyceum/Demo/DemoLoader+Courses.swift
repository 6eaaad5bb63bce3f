internal import FoundationEssentials
internal import Postgres

extension DemoLoader {
    /// Copies creators, courses and lessons.
    func load(
        _ catalogue: DemoCatalogue, _ transaction: PostgresTransaction, _ progress: inout DemoProgress
    ) async throws {
        try await transaction.copyRows(
            "course.creators (id, user_id, name, bio, source, source_key)", of: catalogue.creators
        ) { creator, row in
            row.append(creator.id)
            row.append(keys.user("\(creator.user)"))
            row.append(creator.name)
            row.append("\(creator.name) has taught for many years and learns something new in every course.")
            row.append(Self.source)
            row.append(creator.key)
            progress.advance("creators")
        }
        try await transaction.copyRows(
            """
            course.courses (id, creator_id, title, description, category, level, price_cents, currency, status, rating, \
            published_at, created_at, updated_at, source, source_key)
            """, of: catalogue.courses
        ) { course, row in
            row.append(course)
            progress.advance("courses")
        }
        try await transaction.copyRows(
            """
            course.lessons (id, course_id, position, title, kind, duration, difficulty, summary, created_at, updated_at, \
            source, source_key)
            """, of: catalogue.courses.flatMap { course in course.lessons.enumerated().map { (course, $0, $1) } }
        ) { item, row in
            let (course, index, lesson) = item
            row.append(course.id, index, lesson, at: course.publishedAt)
            progress.advance("lessons")
        }
    }

    /// Copies enrolments and progress.
    func load(
        _ learners: DemoLearners, of catalogue: DemoCatalogue, _ transaction: PostgresTransaction,
        _ progress: inout DemoProgress
    ) async throws {
        let enrollments = learners.learners.lazy.flatMap { learner in learner.enrollments.map { (learner, $0) } }
        try await transaction.copyRows(
            "course.enrollments (user_id, course_id, enrolled_at, completed_at)", of: enrollments
        ) { item, row in
            let (learner, enrollment) = item
            row.append(learner.id)
            row.append(catalogue.courses[enrollment.course].id)
            row.append(microseconds: enrollment.enrolledAt)
            row.append(microseconds: enrollment.isCompleted ? enrollment.lessonsDoneAt.last : nil)
            progress.advance("enrolments")
        }
        let lessons = enrollments.lazy.flatMap { learner, enrollment in
            let course = catalogue.courses[enrollment.course]
            return zip(course.lessons, enrollment.lessonsDoneAt).map { (learner, course, $0, $1) }
        }
        try await transaction.copyRows(
            "course.progress (user_id, course_id, lesson_id, started_at, completed_at)", of: lessons
        ) { item, row in
            let (learner, course, lesson, doneAt) = item
            row.append(learner.id)
            row.append(course.id)
            row.append(lesson.id)
            row.append(microseconds: doneAt)
            row.append(microseconds: doneAt)
        }
    }
}

extension BinaryCopy {
    fileprivate mutating func append(_ course: DemoCatalogue.Course) {
        append(course.id)
        append(course.creator)
        append(course.title)
        append(course.description)
        append(course.category)
        append(course.level)
        append(course.priceCents)
        append(course.currency)
        append("published")
        append(course.rating)
        for _ in 0..<3 { append(microseconds: course.publishedAt) }
        append(DemoLoader.source)
        append(course.key)
    }

    fileprivate mutating func append(_ course: UUID, _ index: Int, _ lesson: DemoCatalogue.Lesson, at time: Int64) {
        append(lesson.id)
        append(course)
        append(Int32(index + 1))
        append(lesson.title)
        append(lesson.kind)
        append(lesson.duration)
        append(lesson.difficulty)
        append(lesson.summary)
        append(microseconds: time)
        append(microseconds: time)
        append(DemoLoader.source)
        append(lesson.key)
    }
}
