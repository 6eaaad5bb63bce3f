import FoundationEssentials
import NIOCore
import Postgres

/// Users and the board in PostgreSQL.
struct LeaderboardStore: Sendable {
    let postgres: PostgresClient

    /// The users of these ids that are there and not deleted, in any order.
    func users(_ ids: [UUID], deadline: NIODeadline) async throws(PostgresError) -> [UserRow] {
        var parameters = PostgresParameters()
        parameters.append(ids)
        return try await postgres.read(LeaderboardStatements.getUsers, parameters, deadline: deadline)
            .rows.map(UserRow.init)
    }

    /// A page of the board that skips `offset` users.
    func page(offset: Int64, limit: Int, deadline: NIODeadline) async throws(PostgresError) -> BoardPage {
        var parameters = PostgresParameters()
        parameters.append(Int64(limit))
        parameters.append(offset)
        let places = try await places(LeaderboardStatements.listBoardAtOffset, parameters, deadline)
        return BoardPage(total: try await total(deadline), firstRank: offset + 1, places: places)
    }

    /// The page of the board behind a position.
    func page(
        after position: BoardPosition, limit: Int, deadline: NIODeadline
    ) async throws(PostgresError) -> BoardPage {
        let places = try await places(
            LeaderboardStatements.listBoardAfter, parameters(after: position, limit), deadline)
        return BoardPage(total: try await total(deadline), firstRank: position.rank + 1, places: places)
    }

    /// The next part of the whole board, for building the index.
    func scan(
        after position: BoardPosition?, limit: Int, deadline: NIODeadline
    ) async throws(PostgresError) -> [BoardPage.Place] {
        let result = try await postgres.read(
            LeaderboardStatements.scanBoard, parameters(after: position ?? .start, limit), deadline: deadline)
        return try result.rows.map { (row) throws(PostgresError) in
            let member = BoardMember(id: try row.uuid(0), joinedAtMicroseconds: try row.microseconds(2))
            return BoardPage.Place(member: member, xp: try row.int64(1))
        }
    }

    private func places(
        _ statement: PostgresStatement, _ parameters: PostgresParameters, _ deadline: NIODeadline
    ) async throws(PostgresError) -> [BoardPage.Place] {
        let result = try await postgres.read(statement, parameters, deadline: deadline)
        return try result.rows.map { (row) throws(PostgresError) in try UserRow(row).place() }
    }

    private func total(_ deadline: NIODeadline) async throws(PostgresError) -> Int64 {
        var parameters = PostgresParameters()
        parameters.append(Board.name)
        let rows = try await postgres.read(LeaderboardStatements.countBoard, parameters, deadline: deadline).rows
        return try rows.first?.int64(0) ?? 0
    }

    private func parameters(after position: BoardPosition, _ limit: Int) -> PostgresParameters {
        var parameters = PostgresParameters()
        parameters.append(position.xp)
        parameters.appendTimestamp(microseconds: position.member.joinedAtMicroseconds)
        parameters.append(position.member.id)
        parameters.append(Int64(limit))
        return parameters
    }
}

extension BoardPosition {
    /// Before everyone.
    fileprivate static let start = BoardPosition(
        xp: .max, member: BoardMember(id: UUID(uuid: UUID_NULL), joinedAtMicroseconds: 0), rank: 0)
}

private let UUID_NULL: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
