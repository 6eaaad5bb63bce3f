import FoundationEssentials
import NIOCore
import Postgres

/// What users do in courses.
extension CourseStore {
    /// What users have done in those of these courses that they are enrolled in.
    func progress(
        _ keys: [EnrollmentKey], deadline: NIODeadline
    ) async throws(PostgresError) -> [EnrollmentKey: ProgressRow] {
        var parameters = PostgresParameters()
        parameters.append(keys.map(\.userID))
        parameters.append(keys.map(\.courseID))
        let result = try await postgres.read(CourseStatements.getProgress, parameters, deadline: deadline)
        var rows: [EnrollmentKey: ProgressRow] = [:]
        rows.reserveCapacity(result.rows.count)
        for row in result.rows.lazy.map(ProgressRow.init) {
            rows[EnrollmentKey(userID: try row.userID(), courseID: try row.courseID())] = row
        }
        return rows
    }

    /// The latest enrolments of users before a place, the latest first.
    func latestEnrollments(
        _ keys: [LatestEnrollmentsKey], deadline: NIODeadline
    ) async throws(PostgresError) -> [LatestEnrollmentsKey: [ProgressRow]] {
        var parameters = PostgresParameters()
        parameters.append(keys.map(\.place.userID))
        parameters.appendTimestamps(microseconds: keys.map(\.place.position.enrolledAt))
        parameters.append(keys.map(\.place.position.courseID))
        // As many of each as any of them wants: limits are few, users are many.
        parameters.append(Int64(keys.map(\.limit).max() ?? 0))
        let result = try await postgres.read(CourseStatements.listEnrollments, parameters, deadline: deadline)
        var lists = [[ProgressRow]](repeating: [], count: keys.count)
        for row in result.rows.lazy.map(ProgressRow.init) {
            let place = try row.place()
            if lists[place].count < keys[place].limit { lists[place].append(row) }
        }
        return Dictionary(zip(keys, lists), uniquingKeysWith: { first, _ in first })
    }
}
