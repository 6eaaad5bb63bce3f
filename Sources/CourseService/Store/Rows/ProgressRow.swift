import FoundationEssentials
import Messages
import Postgres

/// What a user has done in a course, as the queries select it.
struct ProgressRow: Sendable {
    private let row: PostgresRow

    init(_ row: PostgresRow) {
        self.row = row
    }

    func userID() throws(PostgresError) -> UUID { try row.uuid(ProgressColumn.userID.rawValue) }

    func courseID() throws(PostgresError) -> UUID { try row.uuid(ProgressColumn.courseID.rawValue) }

    func position() throws(PostgresError) -> EnrollmentPosition {
        EnrollmentPosition(
            enrolledAt: try row.microseconds(ProgressColumn.enrolledAt.rawValue), courseID: try courseID())
    }

    /// Which of the places that were asked for it is of, from 0; for lists of enrolments only.
    func place() throws(PostgresError) -> Int { Int(try row.int64(ProgressColumn.allCases.count)) - 1 }

    func write(to progress: borrowing CourseV1.Progress.Draft) throws(PostgresError) {
        progress.courseID = try courseID()
        progress.completedLessons = try row.int64(ProgressColumn.completedLessons.rawValue)
        progress.enrolledAt = try row.microseconds(ProgressColumn.enrolledAt.rawValue)
        if !row.isNull(ProgressColumn.completedAt.rawValue) {
            progress.completedAt = try row.microseconds(ProgressColumn.completedAt.rawValue)
        }
        if !row.isNull(ProgressColumn.lastLessonID.rawValue) {
            progress.lastLessonID = try row.uuid(ProgressColumn.lastLessonID.rawValue)
        }
    }
}

/// The columns of a user's progress, in the order of the queries.
enum ProgressColumn: Int, CaseIterable {
    case userID, courseID, completedLessons, enrolledAt, completedAt, lastLessonID
}
