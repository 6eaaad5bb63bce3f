internal import CourseService
internal import LeaderboardService
internal import Logging
internal import NIOCore
internal import Postgres

/// The schemas of an installation, as the role that owns them sees them.
struct InstallationSchemas: Sendable {
    /// How long to wait for a server that is away.
    static let connectLimit: TimeAmount = .seconds(15)
    /// Room for indexes on large tables.
    static let limit: TimeAmount = .hours(2)

    private let client: PostgresClient
    private let migrators: [(schema: String, migrator: Migrator)]

    /// - Throws: `PostgresError`
    init(client: PostgresClient) throws(PostgresError) {
        self.client = client
        migrators = [
            (
                CourseMigrations.schema,
                try Migrator(
                    client: client, schema: CourseMigrations.schema, migrations: CourseMigrations.all, logger: .silent)
            ),
            (
                LeaderboardMigrations.schema,
                try Migrator(
                    client: client, schema: LeaderboardMigrations.schema, migrations: LeaderboardMigrations.all,
                    logger: .silent)
            ),
        ]
    }

    /// Makes schemas and roles where they are missing, and applies what is pending.
    /// - Returns: What was applied to each schema.
    /// - Throws: `PostgresError`
    func bringUpToDate() async throws(PostgresError) -> [(schema: String, applied: [Migration])] {
        try await connect()
        let deadline = NIODeadline.now() + Self.limit
        try await client.execute(
            script: String(decoding: PackageResources.bootstrap_sql, as: UTF8.self), deadline: deadline)
        var applied: [(schema: String, applied: [Migration])] = []
        for (schema, migrator) in migrators {
            applied.append((schema, try await migrator.apply(deadline: deadline)))
        }
        return applied
    }

    /// Compares the database with what this program knows, and changes nothing.
    /// - Throws: `PostgresError`
    func check() async throws(PostgresError) -> [(schema: String, report: MigrationReport)] {
        try await connect()
        let deadline = NIODeadline.now() + Self.limit
        var reports: [(schema: String, report: MigrationReport)] = []
        for (schema, migrator) in migrators {
            reports.append((schema, try await migrator.check(deadline: deadline)))
        }
        return reports
    }

    /// Fails soon when there is no server, while what follows may take long.
    private func connect() async throws(PostgresError) {
        _ = try await client.read(
            PostgresStatement(name: "connect", sql: "SELECT 1"), deadline: .now() + Self.connectLimit)
    }
}

extension Logger {
    /// For clients of the operator's command, which tells what happens in its own words and throws what fails.
    static let silent = Logger(label: "lyceum") { _ in SwiftLogNoOpLogHandler() }
}
