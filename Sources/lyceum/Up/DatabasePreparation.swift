internal import Glibc
internal import NIOCore
internal import Postgres
internal import ServiceKit

/// Brings the database to what the services expect, and fills an empty one with the demo.
struct DatabasePreparation: Sendable {
    static let demoLimit: TimeAmount = .minutes(30)

    let postgres: PostgresServer
    let demo: DemoData
    let pidFiles: PidFiles
    let log: LogStream

    /// Waits for a server that is just starting.
    /// - Throws: `PostgresError` or `CancellationError`
    func run() async throws {
        if case .private(let server) = postgres {
            while !server.isReady(pidFiles.recorded(.postgres)) { try await Task.sleep(for: .milliseconds(20)) }
        }
        let client = try PostgresClient(
            configuration: PostgresConfiguration(url: postgres.urls.migration), logger: .silent)
        try await client.use(prepare)
    }

    private func prepare(through client: PostgresClient) async throws {
        for (schema, applied) in try await InstallationSchemas(client: client).bringUpToDate() where !applied.isEmpty {
            log.announce("lyceum: schema \(schema): applied \(Migrate.names(applied))")
        }
        if case .private(let server) = postgres {
            try await client.execute(script: server.passwordScript, deadline: .now() + .seconds(10))
        }
        if demo == .full, try await holdsNothingElse(client) { try await loadDemo() }
    }

    /// Whether there is room for the demo: a catalogue of the operator's own is never mixed with it.
    private func holdsNothingElse(_ client: PostgresClient) async throws -> Bool {
        var parameters = PostgresParameters()
        parameters.append(DemoLoader.source)
        return try await client.read(.othersThanDemo, parameters, deadline: .now() + .seconds(10)).rowCount == 0
    }

    private func loadDemo() async throws {
        let start = ContinuousClock.now
        var configuration = try PostgresConfiguration(url: postgres.urls.migration)
        // One of its statements may take nearly all of the time.
        configuration.statementTimeout = .nanoseconds(Self.demoLimit.nanoseconds)
        let client = try PostgresClient(configuration: configuration, logger: .silent)
        let loader = DemoLoader(scale: .full, day: DemoDay(containing: Int64(time(nil)) * 1_000_000))
        var report = DemoProgressReport(log: log)
        let isNew = try await client.use { client in
            try await loader.load(through: client, deadline: .now() + Self.demoLimit) { share, _ in
                report.update(share)
            }
        }
        guard isNew else { return }
        log.announce("lyceum: demo data loaded in \(start.duration(to: .now).components.seconds) s")
    }
}

extension PostgresStatement {
    fileprivate static let othersThanDemo = PostgresStatement(
        name: "others_than_demo",
        sql: """
            (SELECT 1 FROM course.courses WHERE source IS DISTINCT FROM $1 LIMIT 1)
            UNION ALL (SELECT 1 FROM leaderboard.users WHERE source IS DISTINCT FROM $1 LIMIT 1)
            """)
}
