import Messages
import Postgres

/// What a user has done and made, as the query selects it.
struct UserStatsRow: Sendable {
    private let row: PostgresRow

    init(_ row: PostgresRow) {
        self.row = row
    }

    func write(to stats: borrowing CourseV1.UserStats.Draft) throws(PostgresError) {
        stats.userID = try row.uuid(UserStatsColumn.userID.rawValue)
        stats.completedLessons = try row.int64(UserStatsColumn.completedLessons.rawValue)
        stats.coursesCreated = try row.int64(UserStatsColumn.coursesCreated.rawValue)
        stats.enrollments = try row.int64(UserStatsColumn.enrollments.rawValue)
    }
}

/// The columns of a user's statistics, in the order of the query.
enum UserStatsColumn: Int, CaseIterable {
    case userID, completedLessons, coursesCreated, enrollments
}
