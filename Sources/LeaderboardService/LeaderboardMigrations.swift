public import Postgres

/// The steps of the schema `leaderboard`, one file of SQL/Migrations each.
public enum LeaderboardMigrations {
    /// The schema that they make.
    public static let schema = "leaderboard"

    /// All steps, in order. A step that has been released never changes: a later one corrects it.
    public static let all = [
        Migration(version: 1, name: "users", sql: text(PackageResources._001_users_sql)),
        Migration(version: 2, name: "xp", sql: text(PackageResources._002_xp_sql)),
        Migration(version: 3, name: "board", sql: text(PackageResources._003_board_sql)),
    ]

    private static func text(_ resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }
}
