import Postgres
import TestSupport
import Testing

@Suite("Statistics of users")
struct LeaderboardStatsTests {
    private static let differences = [
        (
            "xp",
            """
            SELECT count(*) FROM leaderboard.users u
            WHERE xp <> (SELECT coalesce(sum(points), 0) FROM leaderboard.xp_events WHERE user_id = u.id)
            """
        ),
        (
            "achievements",
            """
            SELECT count(*) FROM leaderboard.users u
            WHERE achievements_count <> (SELECT count(*) FROM leaderboard.achievements WHERE user_id = u.id)
            """
        ),
        (
            "board",
            """
            SELECT abs(users - (SELECT count(*) FROM leaderboard.users WHERE active AND deleted_at IS NULL))
            FROM leaderboard.board_counts WHERE board = 'global'
            """
        ),
    ]

    @Test("stay right under writers that meet in the same rows")
    func concurrentWrites() async throws {
        let database = try await ServiceDatabase(connections: 4)
        try await database.run(
            """
            INSERT INTO leaderboard.users (id, username)
            SELECT md5('user-' || n)::uuid, 'user-' || n FROM generate_series(1, 50) n
            """)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 1...4 as ClosedRange<UInt64> {
                group.addTask {
                    var random = SplitMix64(state: seed)
                    for number in 0..<50 {
                        try await database.leaderboard.execute(
                            script: Self.write("\(seed)-\(number)", &random), deadline: .testLimit)
                    }
                }
            }
            try await group.waitForAll()
        }
        for (name, sql) in Self.differences {
            #expect(try await database.number(sql) == 0, "\(name)")
        }
    }

    @Test("an event brings its user back to the board, and no further than now")
    func activity() async throws {
        let database = try await ServiceDatabase()
        try await database.run(
            """
            INSERT INTO leaderboard.users (id, username, last_active_at, active)
            VALUES ('00000000-0000-0000-0000-0000000000f1', 'U', now() - interval '90 days', false);
            """)
        #expect(try await database.number("SELECT users FROM leaderboard.board_counts") == 0)
        try await database.run(
            """
            INSERT INTO leaderboard.xp_events (id, user_id, points, type, occurred_at)
            SELECT gen_random_uuid(), id, 5, 'x', now() + interval '1 year' FROM leaderboard.users
            """)
        #expect(try await database.number("SELECT users FROM leaderboard.board_counts") == 1)
        #expect(try await database.number("SELECT count(*) FROM leaderboard.users WHERE last_active_at <= now()") == 1)
    }

    private static func write(_ id: String, _ random: inout SplitMix64) -> String {
        let some = "hashtext(id::text || '\(id)') % 3 = 0"
        return switch Int.random(in: 0..<6, using: &random) {
        case 0, 1, 2:
            """
            INSERT INTO leaderboard.xp_events (id, user_id, points, type, occurred_at)
            SELECT md5('\(id)' || n || id)::uuid, id, n * 7 - 9, 'x', now()
            FROM leaderboard.users, generate_series(1, 3) n WHERE \(some)
            """
        case 3:
            "UPDATE leaderboard.users SET deleted_at = now() WHERE id = md5('user-' || \(Int.random(in: 1...50, using: &random)))::uuid"
        case 4:
            """
            INSERT INTO leaderboard.users (id, username) VALUES (md5('\(id)')::uuid, '\(id)');
            """
        default:
            """
            INSERT INTO leaderboard.achievements (user_id, code)
            SELECT id, 'code-\(Int.random(in: 0..<5, using: &random))' FROM leaderboard.users WHERE \(some)
            ORDER BY id ON CONFLICT DO NOTHING
            """
        }
    }
}
