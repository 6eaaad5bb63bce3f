import NIOCore
import Postgres
import Testing

@testable import lyceum

@Suite("Demo")
struct DemoTests {
    private static let scale = DemoScale(
        creators: 5, courses: 60, lessons: 600, users: 120, enrollments: 900, events: 2_500)
    private static let day = DemoDay(containing: 1_750_000_000_000_000)

    private static let counts = """
        SELECT string_agg(n::text, ' ') FROM (
            SELECT count(*) AS n FROM course.creators UNION ALL SELECT count(*) FROM course.courses
            UNION ALL SELECT count(*) FROM course.lessons UNION ALL SELECT count(*) FROM leaderboard.users
            UNION ALL SELECT count(*) FROM course.enrollments UNION ALL SELECT count(*) FROM leaderboard.xp_events
        ) counts
        """

    /// Everything but what the moment of loading decides.
    private static let contents = """
        SELECT md5(string_agg(row::text, '' ORDER BY row::text)) FROM (
            SELECT (id, title, price_cents, rating, published_at, stats_version, total_enrollments, completion_rate) AS row
            FROM course.courses
            UNION ALL SELECT (id, course_id, position, title, kind, duration, difficulty) FROM course.lessons
            UNION ALL SELECT (user_id, course_id, lesson_id, completed_at) FROM course.progress
            UNION ALL SELECT (id, username, role, premium, xp, version) FROM leaderboard.users
            UNION ALL SELECT (id, user_id, points, type, course_id, occurred_at) FROM leaderboard.xp_events
            UNION ALL SELECT (user_id, code, earned_at) FROM leaderboard.achievements
        ) rows
        """

    @Test("loads exactly as much as its scale says, the same every time, and once only")
    func load() async throws {
        let loader = DemoLoader(scale: Self.scale, day: Self.day)
        var contents: [String] = []
        for _ in 0..<2 {
            let database = try await ImportTestDatabase()
            #expect(try await loader.load(through: database.owner, deadline: .testLimit) { _, _ in })
            #expect(try await database.text(Self.counts) == "5 60 600 120 900 2500")
            contents.append(try await database.text(Self.contents))
            #expect(try await !loader.load(through: database.owner, deadline: .testLimit) { _, _ in })
            #expect(try await database.text(Self.contents) == contents.last)
        }
        #expect(contents[0] == contents[1])
    }

    @Test("everyone is on the board, everything is published, times lie before the day")
    func liveliness() async throws {
        let database = try await ImportTestDatabase()
        try await DemoLoader(scale: Self.scale, day: Self.day).load(through: database.owner, deadline: .testLimit) {
            _, _ in
        }
        #expect(try await database.number("SELECT users FROM leaderboard.board_counts") == 120)
        #expect(try await database.number("SELECT count(*) FROM course.listings") == 60)
        let later = """
            SELECT count(*) FROM leaderboard.xp_events
            WHERE occurred_at >= timestamptz 'epoch' + \(Self.day.start) * interval '1 microsecond'
            """
        #expect(try await database.number(later) == 0)
    }

    @Test("progress is reported up to the end, and never backwards")
    func progress() async throws {
        let database = try await ImportTestDatabase()
        var shares: [Double] = []
        try await DemoLoader(scale: Self.scale, day: Self.day)
            .load(through: database.owner, deadline: .testLimit) { share, _ in shares.append(share) }
        #expect(shares == shares.sorted())
        #expect(shares.last == 1)
    }

    @Test("the generator gives the numbers of its paper's reference")
    func splitMix() {
        var generator = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in generator.next() }
                == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("small numbers are picked in proportion")
    func zipf() {
        let distribution = ZipfDistribution(count: 4, exponent: 1)
        var generator = SplitMix64(seed: 5)
        var counts = [0, 0, 0, 0]
        for _ in 0..<25_000 { counts[distribution.sample(using: &generator)] += 1 }
        // In proportion to 1, 1/2, 1/3, 1/4, which sum to 25/12.
        for (count, expected) in zip(counts, [12_000, 6_000, 4_000, 3_000]) {
            #expect(abs(count - expected) < 400)
        }
    }
}
