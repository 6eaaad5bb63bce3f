import Postgres

/// Every statement of the service.
enum LeaderboardStatements {
    static let getUsers = statement("get_users", PackageResources.get_users_sql)
    static let countBoard = statement("count_board", PackageResources.count_board_sql)
    static let listBoardAtOffset = statement("list_board_at_offset", PackageResources.list_board_at_offset_sql)
    static let listBoardAfter = statement("list_board_after", PackageResources.list_board_after_sql)
    static let provisionUser = statement("provision_user", PackageResources.provision_user_sql)
    static let beginSnapshot = statement("begin_snapshot", PackageResources.begin_snapshot_sql)

    /// Those that read tables, so that a test can explain them all.
    static let queries = [getUsers, countBoard, listBoardAtOffset, listBoardAfter]

    private static func statement(_ name: String, _ sql: [UInt8]) -> PostgresStatement {
        PostgresStatement(name: name, sql: String(decoding: sql, as: UTF8.self))
    }
}
