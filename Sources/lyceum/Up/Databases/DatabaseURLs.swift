internal import ServiceKit

/// The database as each of those who use it reaches it. Holds passwords: never to be shown.
struct DatabaseURLs: Sendable {
    let course: String
    let leaderboard: String
    let migration: String
}

extension DatabaseURLs {
    /// The operator's own; nil when none is given.
    /// - Throws: `SettingError`, or ``UpError/incompleteDatabaseSettings(missing:)`` when some are given but not all.
    init?(given settings: SettingsReader) throws {
        let variables = [Settings.courseDatabaseURL, Settings.leaderboardDatabaseURL, Settings.migrationDatabaseURL]
        let urls = try variables.map { try settings.value($0)?.revealed }
        let missing = zip(variables, urls).filter { $0.1 == nil }.map(\.0.name)
        guard missing.count < variables.count else { return nil }
        guard let course = urls[0], let leaderboard = urls[1], let migration = urls[2] else {
            throw UpError.incompleteDatabaseSettings(missing: missing)
        }
        self.init(course: course, leaderboard: leaderboard, migration: migration)
    }

    /// Those of a private Postgres.
    init(_ postgres: PrivatePostgres) {
        self.init(
            course: postgres.url(of: .course), leaderboard: postgres.url(of: .leaderboard),
            migration: postgres.ownerURL)
    }
}
