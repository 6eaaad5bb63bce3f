internal import ArgumentParser
internal import Postgres
internal import ServiceKit

/// Brings the database of an installation up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database up to date, as the role of LYCEUM_MIGRATION_DATABASE_URL.",
        discussion: """
            Makes the schemas course and leaderboard and the roles lyceum_course and lyceum_leaderboard where they \
            are missing, then applies the migrations that are pending. Running it again changes nothing.
            """)

    @Flag(help: "Only tell what is pending, and fail if there is anything.")
    var check = false

    func run() async throws {
        let url = try SettingsReader(role: .operator).required(Settings.migrationDatabaseURL)
        try await DatabaseFailure.explained {
            let client = try PostgresClient(
                configuration: PostgresConfiguration(url: url.revealed), logger: .silent)
            try await client.use { client in
                let schemas = try InstallationSchemas(client: client)
                try await check ? report(schemas) : apply(schemas)
            }
        }
    }

    private func apply(_ schemas: InstallationSchemas) async throws {
        for (schema, applied) in try await schemas.bringUpToDate() {
            print(applied.isEmpty ? "\(schema): up to date" : "\(schema): applied \(Self.names(applied))")
        }
    }

    private func report(_ schemas: InstallationSchemas) async throws {
        let reports = try await schemas.check()
        for (schema, report) in reports { print("\(schema): \(report.summary)") }
        guard reports.allSatisfy(\.report.isCurrent) else { throw ExitCode.failure }
    }

    static func names(_ migrations: [Migration]) -> String {
        migrations.map { "\($0.version) \($0.name)" }.joined(separator: ", ")
    }
}

extension MigrationReport {
    /// What there is to say about a schema, in a line.
    var summary: String {
        var parts: [String] = []
        if !changed.isEmpty { parts.append("changed after they were applied: \(Migrate.names(changed))") }
        if !outOfOrder.isEmpty { parts.append("older than what is applied: \(Migrate.names(outOfOrder))") }
        if !pending.isEmpty { parts.append("pending: \(Migrate.names(pending))") }
        if !unknown.isEmpty {
            parts.append("of a newer version: \(unknown.map(String.init).joined(separator: ", "))")
        }
        return parts.isEmpty ? "up to date" : parts.joined(separator: "; ")
    }
}
