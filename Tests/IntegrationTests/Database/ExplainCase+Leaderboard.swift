import Postgres

@testable import LeaderboardService

extension ExplainCase {
    /// Every statement of LeaderboardService with several values. A statement without a case fails the test.
    static var leaderboard: [ExplainCase] {
        LeaderboardStatements.queries.flatMap { statement in
            (arguments[statement.name] ?? []).map { arguments, rowLimit in
                ExplainCase(statement: statement, arguments: arguments, rowLimit: rowLimit)
            }
        }
    }

    private static let arguments: [String: [(arguments: [Argument], rowLimit: Int)]] = [
        "get_users": [1, 100, 512].map { ([PlanTestData.ids(of: "get_users", count: $0)], $0) },
        "count_board": [([("text", "'global'")], 10), ([("text", "'none'")], 10)],
        "list_board_at_offset": [0, 500, 9_900].map { offset in
            ([("bigint", "101"), ("bigint", "\(offset)")], offset + 101)
        },
        "list_board_after": positions.flatMap { position in
            [101, 5_000].map { limit in (position + [("bigint", "\(limit)")], 2 * limit) }
        },
    ]

    /// The top, the middle, the many with 0 XP, behind everyone.
    private static let positions: [[Argument]] = [
        ("9223372036854775807", "-infinity"), ("2500", "2020-06-01"), ("0", "2020-06-01"), ("-1", "infinity"),
    ].map { xp, createdAt in
        [("bigint", xp), ("timestamptz", "'\(createdAt)'"), ("uuid", "'00000000-0000-0000-0000-000000000000'")]
    }
}
