public import NIOCore

/// A transaction that is open on a connection of its own, valid within the closure that it was given to.
///
/// Statements run in the order in which they are called; once one of them has failed, the server refuses the others.
public struct PostgresTransaction: Sendable {
    let connection: HeldConnection

    /// When the transaction is given up; every statement in it shares this deadline.
    public var deadline: NIODeadline { connection.deadline }

    /// Runs a statement in the transaction. Throws `PostgresError`.
    public func execute(
        _ statement: PostgresStatement, _ parameters: PostgresParameters = PostgresParameters()
    ) async throws(PostgresError) -> PostgresResult {
        try await connection.execute(statement, parameters)
    }

    /// Copies rows into a table and returns their number.
    ///
    /// `sql` is `COPY … FROM STDIN …`, in whichever format `produce` writes. An error that `produce` throws ends the
    /// COPY without a row and is thrown on; the transaction has failed then. What the server finds wrong with the data
    /// is thrown at the end.
    public func copyIn(
        _ sql: String, _ produce: (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        _ = try await connection.submit(.copyStart(sql))
        do {
            try await produce(PostgresCopyWriter(connection: connection))
        } catch {
            await connection.abortCopy()
            throw error
        }
        return try await connection.submit(.copyEnd(failure: nil)).affectedRows
    }
}
