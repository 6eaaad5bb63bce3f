import NIOCore
import Postgres
import Testing

@Suite("Transactions", .serialized, .timeLimit(.minutes(2)))
struct TransactionTests {
    let client: PostgresClient

    init() async throws {
        client = try TestDatabase().client()
        try await client.execute(script: "CREATE TABLE item (id bigint PRIMARY KEY)", deadline: .soon)
    }

    @Test("what the body does is committed when it returns")
    func commit() async throws {
        let answer = try await client.transaction(deadline: .soon) { transaction in
            _ = try await transaction.execute(.insert, .id(1))
            _ = try await transaction.execute(.insert, .id(2))
            return "done"
        }
        #expect(answer == "done")
        #expect(try await client.itemCount() == 2)
    }

    @Test("what the body does is undone when it throws, and its error is passed on")
    func rollback() async throws {
        struct Refusal: Error {}
        await #expect(throws: Refusal.self) {
            try await client.transaction(deadline: .soon) { transaction in
                _ = try await transaction.execute(.insert, .id(1))
                throw Refusal()
            }
        }
        #expect(try await client.itemCount() == 0)
    }

    @Test("a failed statement whose error is swallowed makes the commit fail")
    func swallowedFailure() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await client.transaction(deadline: .soon) { transaction in
                _ = try await transaction.execute(.insert, .id(1))
                _ = try? await transaction.execute(.insert, .id(1))
            }
        }
        #expect(error?.code == .rolledBack)
        #expect(try await client.itemCount() == 0)
    }

    @Test("a violated constraint is named")
    func constraint() async throws {
        _ = try await client.write(.insert, .id(1), deadline: .soon)
        let error = await #expect(throws: PostgresError.self) {
            try await client.write(.insert, .id(1), deadline: .soon)
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.constraint == "item_pkey")
        #expect(error?.outcomeUnknown == false)
    }

    @Test("a cancelled task rolls back, and its connection can be used again")
    func cancellation() async throws {
        let client = client
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await client.transaction(deadline: .soon) { transaction in
                _ = try await transaction.execute(.insert, .id(1))
                enter.yield()
                _ = try await transaction.execute(PostgresStatement(name: "sleep", sql: "SELECT pg_sleep(60)"))
            }
        }
        for await _ in entered.prefix(1) { task.cancel() }
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(try await client.itemCount() == 0)
        try await client.transaction(deadline: .soon) { _ = try await $0.execute(.insert, .id(2)) }
        #expect(try await client.itemCount() == 1)
    }

    @Test("transactions leave a connection to reads, and wait for each other")
    func leaseLimit() async throws {
        let client = client
        try await client.transaction(deadline: .soon) { transaction in
            _ = try await transaction.execute(.insert, .id(1))
            #expect(try await client.itemCount() == 0)
            let error = await #expect(throws: PostgresError.self) {
                try await client.transaction(deadline: .now() + .milliseconds(50)) { _ in }
            }
            #expect(error?.code == .deadlineExceeded)
        }
        #expect(try await client.itemCount() == 1)
    }

    @Test("a transaction that idles beyond its deadline is rolled back and loses its connection")
    func idleBeyondDeadline() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await client.transaction(deadline: .now() + .milliseconds(300)) { transaction in
                _ = try await transaction.execute(.insert, .id(1))
                // The other connection sees the backend vanish.
                try await client.wait(until: "SELECT count(*) = 0 FROM activity WHERE state LIKE 'idle in%'")
            }
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(try await client.itemCount() == 0)
    }
}

extension PostgresStatement {
    static let insert = PostgresStatement(name: "insert", sql: "INSERT INTO item VALUES ($1)")
}

extension PostgresParameters {
    static func id(_ id: Int64) -> PostgresParameters {
        var parameters = PostgresParameters()
        parameters.append(id)
        return parameters
    }
}

extension PostgresClient {
    func itemCount() async throws -> Int64 {
        let count = PostgresStatement(name: "count", sql: "SELECT count(*) FROM item")
        return try await read(count, deadline: .soon).rows[0].int64(0)
    }

    /// Asks until the answer is true; `activity` are the backends of this database.
    func wait(until condition: String) async throws {
        let activity = "SELECT * FROM pg_stat_activity WHERE datname = current_database()"
        let statement = PostgresStatement(name: "condition", sql: "WITH activity AS (\(activity)) \(condition)")
        while try await !read(statement, deadline: .soon).rows[0].bool(0) {}
    }
}
