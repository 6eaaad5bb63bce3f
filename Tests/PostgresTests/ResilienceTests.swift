import Logging
import NIOCore
import Postgres
import TestSupport
import Testing

@Suite("A server that fails, hangs and comes back", .serialized, .timeLimit(.minutes(2)))
struct ResilienceTests {
    let server: PrivatePostgres
    let client: PostgresClient
    let sleep = PostgresStatement(name: "sleep", sql: "SELECT pg_sleep(60)")
    let one = PostgresStatement(name: "one", sql: "SELECT 1::int8")

    init() throws {
        server = try PrivatePostgres()
        var configuration = try PostgresConfiguration(url: server.url(database: "postgres"))
        configuration.connections = 2
        configuration.statementTimeout = .seconds(60)
        client = try PostgresClient(configuration: configuration, logger: .quiet)
    }

    @Test("a killed server fails what is in flight, queued reads wait, and all is well when it returns")
    func killed() async throws {
        try await eventually { client.health.connectedConnections == 2 }
        let inFlight = Task { try await client.read(sleep, deadline: .soon) }
        try await client.wait(
            until: "SELECT count(*) > 0 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'")
        try server.stop()
        let error = await #expect(throws: PostgresError.self) { try await inFlight.value }
        #expect(error?.code == .unavailable)
        #expect(error?.outcomeUnknown == false)
        // The server's processes end one after the other.
        try await eventually { client.health.connectedConnections == 0 }

        let late = await #expect(throws: PostgresError.self) {
            try await client.read(one, deadline: .now() + .milliseconds(200))
        }
        #expect(late?.code == .unavailable)
        #expect(client.health.lastError?.code == .unavailable)

        let waiting = Task { try await client.read(one, deadline: .soon) }
        try server.start()
        #expect(try await waiting.value.rows[0].int64(0) == 1)
    }

    @Test("a backend that hangs fails its call at the deadline, and is replaced")
    func hanging() async throws {
        try await eventually { client.health.connectedConnections == 2 }
        // The program's parent is the backend. It reads its input, lest the backend fail to write it.
        let stop = PostgresStatement(
            name: "stop", sql: "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; kill -STOP $PPID'")
        let error = await #expect(throws: PostgresError.self) {
            try await client.write(stop, deadline: .now() + .seconds(5))
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.outcomeUnknown == true)
        // The one that hangs, and two that serve.
        try await client.wait(until: "SELECT count(*) = 3 FROM pg_stat_activity WHERE backend_type = 'client backend'")

        let find = PostgresStatement(
            name: "find", sql: "SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY%STOP%'")
        let process = try await client.read(find, deadline: .soon).rows[0].int32(0)
        try await client.execute(
            script: "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; kill -CONT \(process)'", deadline: .soon)
    }

    @Test("terminated backends are replaced")
    func terminated() async throws {
        let terminate = PostgresStatement(
            name: "terminate",
            sql: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'")
        for _ in 0..<5 {
            _ = try? await client.write(terminate, deadline: .soon)
            // Calls that meet a dying connection may fail; those after it may not.
            while (try? await client.read(one, deadline: .soon)) == nil {}
        }
        #expect(try await client.read(one, deadline: .soon).rows[0].int64(0) == 1)
    }

    @Test("a transaction whose server is killed throws, and the next one works")
    func transaction() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await client.transaction(deadline: .soon) { transaction in
                _ = try await transaction.execute(one)
                try server.stop()
                _ = try await transaction.execute(one)
            }
        }
        #expect(error?.code == .unavailable)
        try server.start()
        let value = try await client.transaction(deadline: .soon) { transaction in
            try await transaction.execute(one).rows[0].int64(0)
        }
        #expect(value == 1)
    }
}
