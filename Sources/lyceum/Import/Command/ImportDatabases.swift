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

    /// Runs `body` with the course service's database.
    ///
    /// - Throws: what `body` throws; before it `SettingError`, ``UpError``, or ``ImportFailure`` where no database answers.
    func course<Value>(_ body: (PostgresClient) async throws -> Value) async throws -> Value {
        try await use(place(Settings.courseDatabaseURL, privately: \.course), body)
    }

    /// Runs `body` with the leaderboard service's database.
    ///
    /// - Throws: as ``course(_:)``.
    func leaderboard<Value>(_ body: (PostgresClient) async throws -> Value) async throws -> Value {
        try await use(place(Settings.leaderboardDatabaseURL, privately: \.leaderboard), body)
    }

    /// Where a database is, and how it is called in errors.
    private typealias Place = (url: String, name: String)

    private func place(_ own: Setting<SecretURL?>, privately role: (DatabaseURLs) -> String) throws -> Place {
        for setting in [own, Settings.migrationDatabaseURL] {
            if let url = try settings.value(setting) { return (url.revealed, setting.name) }
        }
        return (role(try privateURLs(unset: own)), "the private Postgres")
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

    private func use<Value>(_ place: Place, _ body: (PostgresClient) async throws -> Value) async throws -> Value {
        try await client(place).use { client in
            try await check(client, place)
            return try await body(client)
        }
    }

    private func client(_ place: Place) throws(ImportFailure) -> PostgresClient {
        do {
            var configuration = try PostgresConfiguration(url: place.url)
            configuration.connections = 1
            configuration.statementTimeout = timeout
            configuration.applicationName = "lyceum import"
            return try PostgresClient(configuration: configuration, logger: .silent)
        } catch {
            throw ImportFailure(subject: place.name, reason: error.explanation)
        }
    }

    private func check(_ client: PostgresClient, _ place: Place) async throws(ImportFailure) {
        do {
            _ = try await client.read(.importPing, deadline: .now() + connectLimit)
        } catch {
            throw ImportFailure(subject: place.name, reason: error.explanation)
        }
    }
}

extension PostgresError {
    /// The error with what the server says, for the operator, whose own rows it may quote.
    var explanation: String { "\(self): \(message)" }
}
