import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@Suite("PostgresClient", .serialized, .timeLimit(.minutes(2)))
struct ClientTests {
    let database: TestDatabase
    let one = PostgresStatement(name: "one", sql: "SELECT 1::int8")
    let sleep = PostgresStatement(name: "sleep", sql: "SELECT pg_sleep(60)")

    init() throws {
        database = try TestDatabase()
    }

    @Test("a statement is counted by its name")
    func statistics() async throws {
        let client = try database.client()
        for _ in 0..<3 { _ = try await client.read(one, deadline: .soon) }
        await #expect(throws: PostgresError.self) {
            try await client.read(PostgresStatement(name: "broken", sql: "SELECT 1 / 0"), deadline: .soon)
        }
        let statistics = client.statistics
        #expect(statistics["one"]?.count == 3)
        #expect(statistics["one"]?.failures == 0)
        #expect(statistics["one"].map { $0.averageDuration > .zero } == true)
        #expect(statistics["broken"]?.count == 1)
        #expect(statistics["broken"]?.failures == 1)
        #expect(client.health.connectedConnections > 0)
        #expect(client.health.lastRoundTrip != nil)
    }

    @Test("every caller gets its own answer, and errors of neighbours leave it alone")
    func neighbours() async throws {
        let client = try database.client()
        let inverse = PostgresStatement(name: "inverse", sql: "SELECT 60 / $1, $2")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in Int64(0)..<600 {
                group.addTask {
                    var parameters = PostgresParameters()
                    parameters.append(number % 3)
                    parameters.append(number)
                    if number % 3 == 0 {
                        let error = await #expect(throws: PostgresError.self) {
                            try await client.read(inverse, parameters, deadline: .soon)
                        }
                        #expect(error?.sqlState == SQLState(rawValue: "22012"))
                    } else {
                        let result = try await client.read(inverse, parameters, deadline: .soon)
                        #expect(try result.rows[0].int64(0) == 60 / (number % 3))
                        #expect(try result.rows[0].int64(1) == number)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a prepared statement survives a change of its tables, for reads and for writes")
    func schemaChange() async throws {
        let client = try database.client(connections: 1)
        let script = "CREATE TABLE item (id bigint); INSERT INTO item VALUES (1)"
        try await client.execute(script: script, deadline: .soon)
        let select = PostgresStatement(name: "all", sql: "SELECT * FROM item")
        let update = PostgresStatement(name: "touch", sql: "UPDATE item SET id = id + 1 RETURNING *")
        for round in 1...3 {
            #expect(try await client.read(select, deadline: .soon).columnCount == round)
            #expect(try await client.write(update, deadline: .soon).columnCount == round)
            // On the connection that holds the plans: a script would bring a new one.
            let alter = PostgresStatement(name: "alter\(round)", sql: "ALTER TABLE item ADD c\(round) text")
            _ = try await client.write(alter, deadline: .soon)
        }
        #expect(try await client.read(select, deadline: .soon).rows[0].int64(0) == 4)
    }

    @Test("a statement is planned once for all values, even where a plan for each would look cheaper")
    func genericPlans() async throws {
        let client = try database.client(connections: 1)
        // With the value the planner expects one row, and without it a tenth of them.
        try await client.execute(
            script: "CREATE TABLE item AS SELECT generate_series(1, 10000)::bigint AS id; ANALYZE item", deadline: .soon
        )
        let page = PostgresStatement(name: "page", sql: "SELECT id FROM item ORDER BY id LIMIT $1::bigint")
        for _ in 0..<8 {
            var parameters = PostgresParameters()
            parameters.append(Int64(1))
            _ = try await client.read(page, parameters, deadline: .soon)
        }
        let counts = PostgresStatement(
            name: "plans",
            sql: "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE 'SELECT id%'")
        let row = try await client.read(counts, deadline: .soon).rows[0]
        #expect(try row.int64(0) == 8)
        #expect(try row.int64(1) == 0)
    }

    @Test("a statement that the server has dropped is prepared again")
    func deallocated() async throws {
        let client = try database.client(connections: 1)
        _ = try await client.read(one, deadline: .soon)
        _ = try await client.write(PostgresStatement(name: "drop", sql: "DEALLOCATE ALL"), deadline: .soon)
        #expect(try await client.read(one, deadline: .soon).rows[0].int64(0) == 1)
    }

    @Test("a call in flight ends at its deadline, and its connection is soon free again")
    func deadline() async throws {
        let client = try database.client(connections: 1)
        let observer = try database.client(connections: 1)
        _ = try await client.read(one, deadline: .soon)
        let sleep = sleep
        let task = Task { try await client.read(sleep, deadline: .now() + .seconds(5)) }
        // Else the deadline could pass before the statement is sent, which is another case.
        try await observer.wait(
            until: "SELECT count(*) > 0 FROM activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'")
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .deadlineExceeded)
        #expect(try await client.read(one, deadline: .soon).rows[0].int64(0) == 1)
        #expect(client.statistics["sleep"]?.failures == 1)
    }

    @Test("an expired call is never sent")
    func expiredInQueue() async throws {
        let client = try database.client(connections: 1)
        _ = try await client.read(one, deadline: .soon)
        let error = await #expect(throws: PostgresError.self) {
            try await client.read(PostgresStatement(name: "late", sql: "SELECT 1"), deadline: .now())
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(client.statistics["late"] == nil)
    }

    @Test("cancelling the task ends the call, in flight or before")
    func cancellation() async throws {
        let client = try database.client()
        try await eventually { client.health.connectedConnections == 2 }
        let sleep = sleep
        let task = Task { try await client.read(sleep, deadline: .soon) }
        try await client.wait(
            until: "SELECT count(*) > 0 FROM activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'")
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        let early = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.read(sleep, deadline: .soon)
        }
        await #expect(throws: PostgresError.self) { try await early.value }
        try await client.wait(
            until: "SELECT count(*) = 0 FROM activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'")
    }

    @Test("the server's own time-out is its error")
    func statementTimeout() async throws {
        var configuration = try database.configuration()
        configuration.statementTimeout = .milliseconds(30)
        let client = try PostgresClient(configuration: configuration, logger: .quiet)
        let error = await #expect(throws: PostgresError.self) { try await client.read(sleep, deadline: .soon) }
        #expect(error?.code == .server)
        #expect(error?.sqlState == .queryCanceled)
    }

    @Test("a full queue refuses calls; cancelled ones make room")
    func queueFull() async throws {
        // Nothing listens here, so calls wait.
        var configuration = try PostgresConfiguration(url: "postgresql://%2Fnowhere/none")
        configuration.queueLimit = 2
        let client = try PostgresClient(configuration: configuration, logger: .quiet)
        let one = one
        let waiting = (0..<2).map { _ in Task { try await client.read(one, deadline: .soon) } }
        try await eventually { client.queueDepth == 2 }
        let error = await #expect(throws: PostgresError.self) { try await client.read(one, deadline: .soon) }
        #expect(error?.code == .queueFull)
        waiting.forEach { $0.cancel() }
        try await eventually { client.queueDepth == 0 }
        let late = await #expect(throws: PostgresError.self) {
            try await client.read(one, deadline: .now() + .milliseconds(10))
        }
        #expect(late?.code == .unavailable)
        #expect(client.statistics.isEmpty)
    }

    @Test("a graceful shutdown lets calls end and refuses new ones")
    func shutdown() async throws {
        let client = try database.client()
        try await eventually { client.health.connectedConnections == 2 }
        let group = ServiceGroup(services: [client], logger: .quiet)
        let running = Task { try await group.run() }
        let slow = PostgresStatement(name: "slow", sql: "SELECT 1::int8 FROM pg_sleep(1)")
        let inFlight = Task { try await client.read(slow, deadline: .soon) }
        try await client.wait(until: "SELECT count(*) > 0 FROM activity WHERE query LIKE '%pg_sleep(1)'")
        await group.triggerGracefulShutdown()
        #expect(try await inFlight.value.rows[0].int64(0) == 1)
        try await running.value
        let error = await #expect(throws: PostgresError.self) { try await client.read(one, deadline: .soon) }
        #expect(error?.code == .unavailable)
        #expect(client.health.connectedConnections == 0)
    }

    @Test("slow statements are logged by name, without their parameters")
    func slowLog() async throws {
        let log = RecordingLog()
        var configuration = try database.configuration()
        configuration.slowStatementThreshold = .milliseconds(20)
        let client = try PostgresClient(configuration: configuration, logger: Logger(label: "test") { _ in log })
        var parameters = PostgresParameters()
        parameters.append("s3cr3t")
        parameters.append(0.05)
        let slow = PostgresStatement(name: "slow", sql: "SELECT $1, pg_sleep($2)")
        _ = try await client.read(slow, parameters, deadline: .soon)
        #expect(log.entries.contains { $0.hasPrefix("warning slow statement") && $0.contains("statement=slow") })
        #expect(!log.entries.contains { $0.contains("s3cr3t") })
        #expect(client.statistics["slow"]?.slow == 1)
    }
}
