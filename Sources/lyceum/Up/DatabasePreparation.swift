internal import NIOCore
internal import Postgres
internal import ServiceKit

/// Brings the database to what the services expect, and fills an empty one with the demo.
struct DatabasePreparation: Sendable {
    let postgres: PostgresServer
    let demo: DemoData
    let log: LogStream

    /// - Throws: `PostgresError`
    func run() async throws {
        // Waits for a server that is just starting.
        let client = try PostgresClient(
            configuration: PostgresConfiguration(url: postgres.urls.migration), logger: .silent)
        for (schema, applied) in try await InstallationSchemas(client: client).bringUpToDate() where !applied.isEmpty {
            log.announce("lyceum: schema \(schema): applied \(Migrate.names(applied))")
        }
        if case .private(let server) = postgres {
            try await client.execute(script: server.passwordScript, deadline: .now() + .seconds(10))
        }
    }
}
