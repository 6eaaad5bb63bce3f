extension Settings {
    /// The database of the course schema.
    public static let courseDatabaseURL = databaseURL(
        "LYCEUM_COURSE_DATABASE_URL", .course, "Postgres with the schema course, as the role that may use it.")
    /// The database of the leaderboard schema.
    public static let leaderboardDatabaseURL = databaseURL(
        "LYCEUM_LEADERBOARD_DATABASE_URL", .leaderboard,
        "Postgres with the schema leaderboard, as the role that may use it.")

    /// The database as the role that may change both schemas.
    public static let migrationDatabaseURL = Setting(
        optional: "LYCEUM_MIGRATION_DATABASE_URL", .postgres, readBy: [.operator],
        "Postgres as the role that owns both schemas: for migrations and imports; unset, lyceum up runs a private one.")

    /// The connections that a service keeps to its database.
    public static let databaseConnections = Setting(
        "LYCEUM_DATABASE_CONNECTIONS", .integer(1...256), default: "4", readBy: .databaseUsers,
        "Connections that the process keeps to Postgres.")

    /// How many statements may wait for a connection.
    public static let databaseQueueLimit = Setting(
        "LYCEUM_DATABASE_QUEUE_LIMIT", .integer(1...1_000_000), default: "10000", readBy: .databaseUsers,
        "Most statements waiting for a connection; further ones fail at once.")

    /// The most time to connect to a database.
    public static let databaseConnectTimeout = Setting(
        "LYCEUM_DATABASE_CONNECT_TIMEOUT", .duration(.milliseconds(100)...(.seconds(60))), default: "3s",
        readBy: .databaseUsers,
        "Most time for opening a connection to Postgres.")

    /// The most time for a statement.
    public static let databaseStatementTimeout = Setting(
        "LYCEUM_DATABASE_STATEMENT_TIMEOUT", .duration(.milliseconds(10)...(.seconds(600))), default: "5s",
        readBy: .databaseUsers,
        "Most time for one statement; the request's deadline can only shorten it.")

    /// From which time on a statement is logged.
    public static let databaseSlowStatement = Setting(
        "LYCEUM_DATABASE_SLOW_STATEMENT", .duration(.milliseconds(1)...(.seconds(600))), default: "100ms",
        readBy: .databaseUsers,
        "A statement that takes longer is logged with its name, outcome and time.")

    static let databases = SettingGroup(
        title: "Postgres",
        settings: [
            courseDatabaseURL.declaration, leaderboardDatabaseURL.declaration, migrationDatabaseURL.declaration,
            databaseConnections.declaration, databaseQueueLimit.declaration, databaseConnectTimeout.declaration,
            databaseStatementTimeout.declaration, databaseSlowStatement.declaration,
        ])

    private static func databaseURL(_ name: String, _ role: ProcessRole, _ meaning: String) -> Setting<SecretURL?> {
        Setting(optional: name, .postgres, readBy: [role, .operator], requiredBy: [role], meaning)
    }
}

extension SettingKind where Value == SecretURL {
    fileprivate static var postgres: SettingKind {
        .secretURL(schemes: ["postgresql", "postgres"], example: "postgresql://user:password@host:5432/database")
    }
}

extension Set<ProcessRole> {
    fileprivate static let databaseUsers: Set<ProcessRole> = [.course, .leaderboard]
}
