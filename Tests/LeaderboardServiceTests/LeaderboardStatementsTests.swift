import NIOCore
import Postgres
import Testing

@testable import LeaderboardService

/// What the planner makes of the statements when it can't see their parameters, as with long-lived connections.
@Suite(.timeLimit(.minutes(5))) struct LeaderboardStatementsTests {
    @Test(
        "No statement reads more of 200,000 users than it returns or skips",
        arguments: [
            ("get_users", "ARRAY[md5('user 3')::uuid, md5('user 4')::uuid]", 2),
            ("count_board", "'global'", 1),
            ("list_board_at_offset", "101, 10000", 10_101),
            ("list_board_after", "7, '2024-01-01', '00000000-0000-0000-0000-000000000000', 101", 101),
            (
                "list_board_after", "9223372036854775807, '2024-01-01', '00000000-0000-0000-0000-000000000000', 5000",
                5_000
            ),
        ])
    func plans(name: String, arguments: String, limit: Int) async throws {
        let statement = try #require(LeaderboardStatements.queries.first { $0.name == name })
        let plan = try await Self.database.value.plan(of: statement, arguments)
        #expect(!plan.contains("Seq Scan on users"), "\(plan)")
        #expect(!plan.contains("external"), "\(plan)")
        let largest = plan.matches(of: /actual rows=(\d+)/).compactMap { Int($0.1) }.max()
        #expect(try #require(largest) <= limit, "\(plan)")
    }

    @Test("The role of the service can do what the service does, and no more")
    func role() async throws {
        let database = try await TestDatabase.make()
        for script in [
            "CREATE TABLE leaderboard.more (id int)", "DROP TABLE leaderboard.users",
            "UPDATE leaderboard.xp_events SET points = 0", "SELECT * FROM course.courses",
        ] {
            await #expect(throws: PostgresError.self) {
                try await database.service.execute(script: script, deadline: .soon)
            }
        }
        let page = try await LeaderboardStore(postgres: database.service).page(offset: 0, limit: 1, deadline: .soon)
        #expect(page.total == 0 && page.places.isEmpty)
    }

    private static let database = Task<TestDatabase, any Error> {
        let database = try await TestDatabase.make()
        try await database.addUsers(200_000)
        return database
    }
}

extension TestDatabase {
    fileprivate func plan(of statement: PostgresStatement, _ arguments: String) async throws -> String {
        try await owner.transaction(deadline: .soon) { transaction in
            for (name, sql) in [
                ("generic", "SET LOCAL plan_cache_mode = force_generic_plan"),
                ("prices", "SET LOCAL random_page_cost = 1.1"),
                ("prepare", "PREPARE explained AS \(statement.sql)"),
            ] { _ = try await transaction.execute(PostgresStatement(name: name, sql: sql)) }
            let explain = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE explained(\(arguments))"
            let result = try await transaction.execute(PostgresStatement(name: "explain", sql: explain))
            _ = try await transaction.execute(PostgresStatement(name: "deallocate", sql: "DEALLOCATE explained"))
            return try result.rows.map { try $0.text(0) }.joined(separator: "\n")
        }
    }
}
