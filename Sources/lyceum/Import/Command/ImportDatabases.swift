internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import Postgres
internal import ServiceKit

/// The databases that an import writes to: each schema as its own role, else as the role that owns both, else in the
/// private Postgres of the installation that runs from the state directory.
struct ImportDatabases {
    let settings: SettingsReader
    /// The limit of one statement, and of the time between two in a transaction.
    let timeout: Duration
    /// How long a server may take to answer; the deadline of an import is far too long to wait for one that isn't there.
    var connectLimit = TimeAmount.seconds(10)

    /// - Throws: `SettingError`, ``UpError``, or ``ImportFailure`` where no database answers.
    func course() async throws -> PostgresClient {
        try await client(Settings.courseDatabaseURL, privately: \.course)
    }

    /// - Throws: `SettingError`, ``UpError``, or ``ImportFailure`` where no database answers.
    func leaderboard() async throws -> PostgresClient {
        try await client(Settings.leaderboardDatabaseURL, privately: \.leaderboard)
    }

    private func client(
        _ own: Setting<SecretURL?>, privately role: (DatabaseURLs) -> String
    ) async throws -> PostgresClient {
        for setting in [own, Settings.migrationDatabaseURL] {
            if let url = try settings.value(setting) {
                return try await connect(url.revealed, subject: setting.name)
            }
        }
        return try await connect(role(try privateURLs(unset: own)), subject: "the private Postgres")
    }

    private func privateURLs(unset setting: Setting<SecretURL?>) throws -> DatabaseURLs {
        let path = try settings.value(Settings.stateDirectory)
        // Looked at first, since asking for the private Postgres would make one.
        guard FileManager.default.fileExists(atPath: path), let state = try? StateDirectory(at: path),
            state.pidFiles.recorded(.postgres) != nil
        else {
            throw ImportFailure(
                subject: setting.name,
                reason: "is not set, and no installation with a Postgres of its own runs in \(path)")
        }
        let home = try DatabaseHome(for: state) { _ in }
        let programs = ServerPrograms(path: ProcessInfo.processInfo.environment["PATH"])
        return DatabaseURLs(try PrivatePostgres(home: home, programs: programs))
    }

    private func connect(_ url: String, subject: String) async throws(ImportFailure) -> PostgresClient {
        do {
            var configuration = try PostgresConfiguration(url: url)
            configuration.connections = 1
            configuration.statementTimeout = timeout
            configuration.applicationName = "lyceum import"
            let client = try PostgresClient(configuration: configuration, logger: .silent)
            _ = try await client.read(.importPing, deadline: .now() + connectLimit)
            return client
        } catch {
            throw ImportFailure(subject: subject, reason: error.explanation)
        }
    }
}

extension PostgresError {
    /// The error with what the server says, for the operator, whose own rows it may quote.
    var explanation: String { "\(self): \(message)" }
}
