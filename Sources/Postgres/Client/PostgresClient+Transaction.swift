public import NIOCore

extension PostgresClient {
    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws or the task is cancelled.
    ///
    /// Waits for a connection until the deadline, which also bounds everything in the transaction. Throws what `body`
    /// throws, or a `PostgresError`: `.rolledBack` if `body` has swallowed the failure of a statement. If the commit
    /// fails, `outcomeUnknown` tells whether it may have happened.
    public func transaction<Value>(
        deadline: NIODeadline, _ body: (PostgresTransaction) async throws -> Value
    ) async throws -> Value {
        let connection = try await HeldConnection.take(from: self, opening: .begin, deadline: deadline)
        let value: Value
        do {
            value = try await body(PostgresTransaction(connection: connection))
            if Task.isCancelled { throw PostgresError.cancelled }
            if deadline <= .now() { throw PostgresError.deadlineExceeded }
        } catch {
            // If this fails too, the connection is closed, and the server rolls back by itself.
            _ = try? await connection.end(with: .rollback, connection: .shared)
            throw error
        }
        let result = try await connection.end(with: .commit, connection: .shared)
        guard result.commandTag == "COMMIT" else {
            throw PostgresError(.rolledBack, "A statement of the transaction had failed.")
        }
        return value
    }

    /// Runs any number of commands in one string, without parameters and results: for set-up and operations.
    ///
    /// Uses a connection of its own and closes it, for the commands may change its settings. The server runs them as
    /// one transaction unless they say otherwise. Throws `PostgresError`.
    public func execute(script: String, deadline: NIODeadline) async throws(PostgresError) {
        try await session(deadline: deadline) { connection throws(PostgresError) in
            _ = try await connection.submit(.script(script))
        }
    }

    /// Runs `body` with a connection of its own, outside a transaction, and closes it afterwards.
    func session<Value>(
        deadline: NIODeadline, _ body: (HeldConnection) async throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        let connection = try await HeldConnection.take(from: self, opening: .session, deadline: deadline)
        do {
            let value = try await body(connection)
            _ = try? await connection.end(with: .session, connection: .closed)
            return value
        } catch {
            _ = try? await connection.end(with: .session, connection: .closed)
            throw error
        }
    }
}
