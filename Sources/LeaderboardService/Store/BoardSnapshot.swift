import NIOCore
import Postgres

/// The board in PostgreSQL as it was at one moment, however long it is read.
struct BoardSnapshot {
    private let transaction: PostgresTransaction
    /// The moment, since 1970.
    let asOfMicroseconds: Int64
    /// Users on the board.
    let total: Int

    /// - Parameter transaction: one that has done nothing yet.
    init(_ transaction: PostgresTransaction) async throws(PostgresError) {
        self.transaction = transaction
        _ = try await transaction.execute(LeaderboardStatements.beginSnapshot)
        let count = try BoardCount(
            try await transaction.execute(LeaderboardStatements.countBoard, BoardCount.parameters))
        asOfMicroseconds = count.asOfMicroseconds
        total = Int(count.total)
    }

    /// The next part of the board; nil begins it.
    func places(after place: BoardPlace?, limit: Int) async throws(PostgresError) -> [BoardPlace] {
        let parameters = PostgresParameters(after: place ?? .beforeAll, limit: limit)
        return try await transaction.execute(LeaderboardStatements.listBoardAfter, parameters).places()
    }
}
