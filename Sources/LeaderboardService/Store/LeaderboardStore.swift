import FoundationEssentials
import NIOCore
import Postgres

/// Users and the board in PostgreSQL.
struct LeaderboardStore: Sendable {
    /// Room for a board of a hundred million users.
    private static let snapshotTimeout = TimeAmount.minutes(30)

    let postgres: PostgresClient

    /// The users of these ids that are there and not deleted.
    func users(_ ids: [UUID], deadline: NIODeadline) async throws(PostgresError) -> [UUID: UserRow] {
        var parameters = PostgresParameters()
        parameters.append(ids)
        let rows = try await postgres.read(LeaderboardStatements.getUsers, parameters, deadline: deadline).rows
        var users: [UUID: UserRow] = [:]
        users.reserveCapacity(rows.count)
        for user in rows.lazy.map(UserRow.init) { users[try user.id()] = user }
        return users
    }

    /// Makes a user, or records the role of one that is there.
    func provision(_ user: NewUser, deadline: NIODeadline) async throws(PostgresError) -> Provision {
        var parameters = PostgresParameters()
        parameters.append(user.identity.userID)
        parameters.append(user.email)
        parameters.append(user.username)
        parameters.append(user.identity.role.rawValue)
        let row = try await postgres.write(LeaderboardStatements.provisionUser, parameters, deadline: deadline).rows[0]
        guard try row.bool(0) else { return .contended }
        return try row.bool(1) ? .deleted : .present
    }

    /// A page of the board that skips `offset` users.
    func page(offset: Int64, limit: Int, deadline: NIODeadline) async throws(PostgresError) -> BoardPage {
        var parameters = PostgresParameters()
        parameters.append(Int64(limit + 1))
        parameters.append(offset)
        return try await page(
            LeaderboardStatements.listBoardAtOffset, parameters, firstRank: offset + 1, limit: limit, deadline)
    }

    /// The page of the board behind a position.
    func page(
        after position: BoardPosition, limit: Int, deadline: NIODeadline
    ) async throws(PostgresError) -> BoardPage {
        try await page(
            LeaderboardStatements.listBoardAfter, PostgresParameters(after: position.place, limit: limit + 1),
            firstRank: position.rank + 1, limit: limit, deadline)
    }

    /// Runs `body` with the board as it is now.
    ///
    /// - Throws: `PostgresError`, or what `body` throws.
    func snapshot<Value>(_ body: (BoardSnapshot) async throws -> Value) async throws -> Value {
        try await postgres.transaction(deadline: .now() + Self.snapshotTimeout) { transaction in
            try await body(BoardSnapshot(transaction))
        }
    }

    /// - Parameter parameters: ask for one more than `limit`, which tells whether there is a next page.
    private func page(
        _ statement: PostgresStatement, _ parameters: PostgresParameters, firstRank: Int64, limit: Int,
        _ deadline: NIODeadline
    ) async throws(PostgresError) -> BoardPage {
        let places = try await postgres.read(statement, parameters, deadline: deadline).places()
        let count = try BoardCount(
            try await postgres.read(LeaderboardStatements.countBoard, BoardCount.parameters, deadline: deadline))
        return BoardPage(
            asOfMicroseconds: count.asOfMicroseconds, total: count.total, firstRank: firstRank,
            places: Array(places.prefix(limit)), isLast: places.count <= limit)
    }
}
