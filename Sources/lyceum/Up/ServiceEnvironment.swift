internal import ServiceKit

/// The variables that each service is started with: ours, and of the secrets only those that it needs.
struct ServiceEnvironment: Sendable {
    let inherited: [String: String]
    let databases: DatabaseURLs
    let redisURL: String
    let cursorKey: String
    let identityKey: String
    let tokens: TokenSettings

    /// The variables of one process.
    func variables(for process: ManagedProcess) -> [String: String] {
        var variables = inherited
        for name in Self.secrets {
            variables[name] = nil
            variables["\(name)_FILE"] = nil
        }
        switch process {
        case .course:
            variables[Settings.courseDatabaseURL.name] = databases.course
            variables[Settings.identityKey.name] = identityKey
        case .leaderboard:
            variables[Settings.leaderboardDatabaseURL.name] = databases.leaderboard
            variables[Settings.identityKey.name] = identityKey
            variables[Settings.redisURL.name] = redisURL
        case .cache:
            variables[Settings.redisURL.name] = redisURL
        case .gateway:
            variables[Settings.cursorKey.name] = cursorKey
            variables[Settings.identityKey.name] = identityKey
            variables.merge(tokens.variables) { _, new in new }
        case .postgres, .redis:
            break
        }
        return variables
    }

    private static let secrets = [
        Settings.courseDatabaseURL.name, Settings.leaderboardDatabaseURL.name, Settings.migrationDatabaseURL.name,
        Settings.redisURL.name, Settings.cursorKey.name, Settings.identityKey.name, Settings.tokenKeysURL.name,
    ]
}
