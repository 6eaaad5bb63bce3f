import Postgres
import Testing

@Suite("Constraints")
struct ConstraintTests {
    private static let ids = """
        INSERT INTO course.creators (id, name) VALUES ('00000000-0000-0000-0000-00000000000c', 'C');
        INSERT INTO course.courses (id, creator_id, title, category, level)
        VALUES ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000c', 'T', 'c', 'beginner');
        INSERT INTO leaderboard.users (id, username, email)
        VALUES ('00000000-0000-0000-0000-0000000000f1', 'U', 'Someone@Example.org');
        INSERT INTO leaderboard.xp_events (id, user_id, points, type, occurred_at)
        VALUES ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000f1', 5, 'x', now());
        """

    /// Changes that must be refused, with the error's class: 23514 check, 23502 null, 23503 foreign key, 23505 unique,
    /// 428C9 generated column, 23001 refused by a trigger.
    private static let refused: [(sql: String, state: String)] = [
        ("UPDATE course.courses SET price_cents = -1", "23514"),
        ("UPDATE course.courses SET rating = 5.1", "23514"),
        ("UPDATE course.courses SET rating = 'NaN'", "23514"),
        ("UPDATE course.courses SET currency = 'usd'", "23514"),
        ("UPDATE course.courses SET level = 'expert'", "23514"),
        ("UPDATE course.courses SET status = 'gone'", "23514"),
        ("UPDATE course.courses SET status = 'published'", "23514"),
        ("UPDATE course.courses SET published_at = now()", "23514"),
        ("UPDATE course.courses SET title = ''", "23514"),
        ("UPDATE course.courses SET title = repeat('x', 201)", "23514"),
        ("UPDATE course.courses SET description = repeat('x', 20001)", "23514"),
        ("UPDATE course.courses SET category = ''", "23514"),
        ("UPDATE course.courses SET source = 's'", "23514"),
        ("UPDATE course.courses SET is_free = true", "428C9"),
        ("UPDATE course.courses SET creator_id = gen_random_uuid()", "23503"),
        ("DELETE FROM course.creators", "23503"),
        ("UPDATE course.creators SET avatar_url = 'javascript:alert(1)'", "23514"),
        (
            "INSERT INTO course.lessons (id, course_id, position, title, kind) SELECT id, id, 0, 'L', 'text' FROM course.courses",
            "23514"
        ),
        (
            "INSERT INTO course.lessons (id, course_id, position, title, kind) SELECT id, id, 1, 'L', 'film' FROM course.courses",
            "23514"
        ),
        (
            """
            INSERT INTO course.progress (user_id, course_id, lesson_id)
            SELECT id, id, id FROM course.courses
            """, "23503"
        ),
        (
            """
            INSERT INTO course.enrollments (user_id, course_id, enrolled_at, completed_at)
            SELECT id, id, now(), now() - interval '1 day' FROM course.courses
            """, "23514"
        ),
        (
            """
            INSERT INTO leaderboard.users (id, username, email)
            VALUES (gen_random_uuid(), 'V', 'someone@example.ORG')
            """, "23505"
        ),
        ("UPDATE leaderboard.users SET email = 'nobody'", "23514"),
        ("UPDATE leaderboard.users SET role = 'king'", "23514"),
        ("UPDATE leaderboard.users SET username = ''", "23514"),
        ("UPDATE leaderboard.users SET xp = 9007199254740993", "23514"),
        ("UPDATE leaderboard.users SET level = 3", "428C9"),
        ("INSERT INTO leaderboard.xp_events SELECT * FROM leaderboard.xp_events", "23505"),
        ("UPDATE leaderboard.xp_events SET points = 6", "23001"),
        ("DELETE FROM leaderboard.xp_events", "23001"),
        (
            """
            INSERT INTO leaderboard.xp_events (id, user_id, points, type, occurred_at)
            VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'x', now())
            """, "23503"
        ),
    ]

    @Test("refuse what no domain allows")
    func refusals() async throws {
        let database = try await ServiceDatabase()
        try await database.run(Self.ids)
        for (sql, state) in Self.refused {
            let error = await #expect(throws: PostgresError.self, "\(sql)") { try await database.run(sql) }
            #expect(error?.sqlState?.rawValue == state, "\(sql)")
        }
    }

    @Test("levels begin at 100 (n - 1)² XP")
    func levels() async throws {
        let database = try await ServiceDatabase()
        try await database.run(Self.ids)
        for (xp, level) in [(-5, 1), (0, 1), (99, 1), (100, 2), (399, 2), (400, 3), (8_100, 10), (1_000_000, 101)] {
            try await database.run("UPDATE leaderboard.users SET xp = \(xp)")
            #expect(try await database.number("SELECT level::bigint FROM leaderboard.users") == level)
        }
    }
}
