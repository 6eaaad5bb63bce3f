import FoundationEssentials
import NIOCore
import Postgres

/// Courses and what belongs to them, in PostgreSQL.
struct CourseStore: Sendable {
    let postgres: PostgresClient

    /// The courses of these ids that exist.
    func courses(_ ids: [UUID], deadline: NIODeadline) async throws(PostgresError) -> [UUID: CourseRow] {
        try await rows(CourseStatements.getCourses, ids, deadline).keyed { CourseRow($0) }
    }

    /// The creators of these ids that exist.
    func creators(_ ids: [UUID], deadline: NIODeadline) async throws(PostgresError) -> [UUID: CreatorRow] {
        try await rows(CourseStatements.getCreators, ids, deadline).keyed(CreatorRow.init)
    }

    /// What these users have done and made; there is a row for each.
    func userStats(_ ids: [UUID], deadline: NIODeadline) async throws(PostgresError) -> [UUID: UserStatsRow] {
        try await rows(CourseStatements.getUserStats, ids, deadline).keyed(UserStatsRow.init)
    }

    /// The lessons of those of these courses that exist, and are published or need not be.
    func lessons(
        ofCourses ids: [UUID], includingUnpublished: Bool = false, deadline: NIODeadline
    ) async throws(PostgresError) -> [UUID: LessonRows] {
        let statement = includingUnpublished ? CourseStatements.listAllLessons : CourseStatements.listLessons
        return try LessonRows.byCourse(await rows(statement, ids, deadline))
    }

    /// A page of a list.
    func list(_ query: CourseListQuery, deadline: NIODeadline) async throws(PostgresError) -> CourseListPage {
        let statement = CourseListStatement.of(query)
        let result = try await postgres.read(statement.statement, statement.parameters(for: query), deadline: deadline)
        return try CourseListPage(result.rows, of: query)
    }

    private func rows(
        _ statement: PostgresStatement, _ ids: [UUID], _ deadline: NIODeadline
    ) async throws(PostgresError) -> PostgresRows {
        var parameters = PostgresParameters()
        parameters.append(ids)
        return try await postgres.read(statement, parameters, deadline: deadline).rows
    }
}

extension PostgresRows {
    /// The rows by the id in their first column.
    fileprivate func keyed<Row>(_ make: (PostgresRow) -> Row) throws(PostgresError) -> [UUID: Row] {
        var rows: [UUID: Row] = [:]
        rows.reserveCapacity(count)
        for row in self { rows[try row.uuid(0)] = make(row) }
        return rows
    }
}
