import Messages
import Postgres

/// A lesson as the queries select it.
struct LessonRow: Sendable {
    private let row: PostgresRow

    init(_ row: PostgresRow) {
        self.row = row
    }

    /// What it takes in a list, at most.
    var listedBytes: Int64 {
        let title = row.withBytes(LessonColumn.title.rawValue) { $0.byteCount }
        let summary = row.withLongText(LessonColumn.summary.rawValue) { $0.byteCount }
        return CourseLimits.bytesOfLesson + Int64(title + summary)
    }

    func write(to lesson: borrowing CourseV1.Lesson.Draft) throws(PostgresError) {
        lesson.id = try row.uuid(LessonColumn.id.rawValue)
        lesson.courseID = try row.uuid(LessonColumn.courseID.rawValue)
        lesson.position = try row.int32(LessonColumn.position.rawValue)
        row.withBytes(LessonColumn.title.rawValue) { lesson.setTitle($0) }
        row.withBytes(LessonColumn.kind.rawValue) { lesson.setKind($0) }
        lesson.duration = try row.int64(LessonColumn.duration.rawValue)
        lesson.difficulty = try row.int32(LessonColumn.difficulty.rawValue)
        row.withLongText(LessonColumn.summary.rawValue) { lesson.setSummary($0) }
        lesson.updatedAt = try row.microseconds(LessonColumn.updatedAt.rawValue)
        lesson.version = try row.int64(LessonColumn.version.rawValue)
    }
}

/// The columns of a lesson, in the order of the query.
enum LessonColumn: Int, CaseIterable {
    case courseID, id, position, title, kind, duration, difficulty, summary, updatedAt, version
}
