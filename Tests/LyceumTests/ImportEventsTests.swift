import NIOCore
import Postgres
import Testing

@testable import lyceum

@Suite("Importing events", .serialized)
struct ImportEventsTests {
    private static let events = """
        key,user,course,at,points,type
        1,ada,a,2026-01-02,10,quiz
        2,ada,a,2026-01-01,5,quiz
        3,ada,b,2026-01-03,-2,correction
        4,bob,a,2026-01-04T10:00:00Z,7,quiz
        5,bob,,2026-01-05,1,login
        """

    @Test("Events bring their users, courses and enrolments; again, nothing changes")
    func twice() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let first = try await run(database, try files.file("events.csv", Self.events.utf8))
        #expect(first.outcome == outcome(read: 5, inserted: 5, users: 2, courses: 2, enrollments: 3))
        #expect(
            try await database.text(
                """
                SELECT string_agg(concat_ws(' ', source_key, xp, created_at AT TIME ZONE 'UTC'), ', ' ORDER BY source_key)
                FROM leaderboard.users
                """) == "ada 13 2026-01-01 00:00:00, bob 8 2026-01-04 10:00:00")
        #expect(
            try await database.text(
                """
                SELECT string_agg(concat_ws(' ', title, status, total_enrollments, published_at AT TIME ZONE 'UTC'), ', '
                    ORDER BY source_key) FROM course.courses
                """) == "a published 2 2026-01-01 00:00:00, b published 1 2026-01-03 00:00:00")
        let second = try await run(database, try files.file("events.csv", Self.events.utf8))
        #expect(second.outcome == outcome(read: 5))
        #expect(second.outcome.events.unchanged == 5)
        #expect(try await database.number("SELECT sum(xp)::bigint FROM leaderboard.users") == 21)
        #expect(try await database.number("SELECT max(version) FROM leaderboard.users") == 2)
    }

    @Test("The names of users don't show who they were, and ids of users and courses are the catalogue's")
    func identities() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        _ = try await run(database, try files.file("events.csv", Self.events.utf8))
        let keys = NaturalKeys(source: "import")
        #expect(
            try await database.text("SELECT username FROM leaderboard.users WHERE source_key = 'ada'")
                == "Learner \(keys.user("ada").uuidString.prefix(8))")
        #expect(
            try await database.text("SELECT upper(id::text) FROM course.courses WHERE source_key = 'a'")
                == keys.course("a").uuidString)
    }

    @Test("A course that is there keeps what it has")
    func knownCourse() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let courses = ImportSource(
            try files.file("courses.csv", "key,title\na,Alpha\nb,Beta\n".utf8), Mapping().courses, mapping: Mapping(),
            format: nil)
        _ = try await CourseImport(courses: courses, lessons: nil, source: "import", isStrict: true).run(
            on: database.course, deadline: .testLimit, report: ImportReport(printLimit: 0) { _ in })
        let first = try await run(database, try files.file("events.csv", Self.events.utf8))
        #expect(first.outcome == outcome(read: 5, inserted: 5, users: 2, courses: 0, enrollments: 3))
        #expect(
            try await database.text("SELECT string_agg(title, ' ' ORDER BY title) FROM course.courses") == "Alpha Beta")
    }

    @Test("Whoever holds a course that the events name can publish it while the import waits for it")
    func concurrentPublishing() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let courses = ImportSource(
            try files.file("courses.csv", "key,title,status\na,Alpha,draft\n".utf8), Mapping().courses,
            mapping: Mapping(), format: nil)
        _ = try await CourseImport(courses: courses, lessons: nil, source: "import", isStrict: true).run(
            on: database.course, deadline: .testLimit, report: ImportReport(printLimit: 0) { _ in })
        let events = try files.file("events.csv", Self.events.utf8)
        let other = try await database.owner.transaction(deadline: .testLimit) { transaction in
            _ = try await transaction.execute(.lockDraft)
            let other = Task { try await run(database, events) }
            try await transaction.waitForWaiting()
            _ = try await transaction.execute(.publishDraft)
            return other
        }
        #expect(
            try await other.value.outcome == outcome(read: 5, inserted: 5, users: 2, courses: 1, enrollments: 3))
        #expect(try await database.number("SELECT courses FROM course.facet_counts WHERE category = 'imported'") == 2)
    }

    @Test("An event that is recorded with other content is a conflict; the recorded one stays")
    func conflict() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        _ = try await run(database, try files.file("events.csv", Self.events.utf8))
        let changed =
            Self.events.replacing("2026-01-02,10", with: "2026-01-02,11")
            + "\n5,bob,,2026-01-05,1,login\n6,eve,c,2026-01-06,x,quiz\n"
        let second = try await run(database, try files.file("events.csv", changed.utf8))
        #expect(second.outcome == outcome(read: 7, skipped: 3))
        #expect(
            second.problems == [
                #"events.csv: line 8, column "points": "x" is not a number (field events.points)"#,
                #"events.csv: line 2, column "key": "1" is the key of an event that is recorded with other content"#,
                #"events.csv: line 7, column "key": "5" is the key of line 6 already"#,
            ])
        #expect(try await database.number("SELECT xp FROM leaderboard.users WHERE source_key = 'ada'") == 13)
        #expect(try await database.number("SELECT count(*) FROM leaderboard.users") == 2)
        #expect(try await database.number("SELECT count(*) FROM course.courses") == 2)
    }

    @Test("A strict import with a conflict changes neither schema")
    func strict() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let file = try files.file("events.csv", (Self.events + "\n1,ada,a,2026-01-02,10,quiz").utf8)
        await #expect(throws: StrictImportError(skipped: 1)) { try await run(database, file, isStrict: true) }
        #expect(try await database.number("SELECT count(*) FROM leaderboard.users") == 0)
        #expect(try await database.number("SELECT count(*) FROM course.courses") == 0)
    }

    @Test("A course database that fails leaves the leaderboard as it was, and running again completes the import")
    func courseFails() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let file = try files.file("events.csv", Self.events.utf8)
        try await database.owner.execute(
            script: "ALTER TABLE course.enrollments ADD CONSTRAINT never CHECK (false) NOT VALID", deadline: .testLimit)
        await #expect(throws: PostgresError.self) { try await run(database, file) }
        #expect(try await database.number("SELECT count(*) FROM leaderboard.users") == 0)
        try await database.owner.execute(
            script: "ALTER TABLE course.enrollments DROP CONSTRAINT never", deadline: .testLimit)
        let again = try await run(database, file)
        #expect(again.outcome == outcome(read: 5, inserted: 5, users: 2, courses: 2, enrollments: 3))
    }

    @Test("A leaderboard whose commit fails is completed by running again")
    func leaderboardFails() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let file = try files.file("events.csv", Self.events.utf8)
        try await database.owner.execute(
            script: """
                CREATE FUNCTION leaderboard.fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'no'; END $$;
                CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON leaderboard.xp_events DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION leaderboard.fail();
                """, deadline: .testLimit)
        await #expect(throws: PostgresError.self) { try await run(database, file) }
        #expect(try await database.number("SELECT count(*) FROM course.enrollments") == 3)
        #expect(try await database.number("SELECT count(*) FROM leaderboard.xp_events") == 0)
        try await database.owner.execute(
            script: "DROP TRIGGER fail ON leaderboard.xp_events", deadline: .testLimit)
        let again = try await run(database, file)
        #expect(again.outcome == outcome(read: 5, inserted: 5, users: 2))
        #expect(try await database.number("SELECT count(*) FROM course.enrollments") == 3)
    }

    @Test(
        "The OULAD events give 22 courses, 23,351 users and 173,739 events, and again nothing",
        .enabled(if: ImportExample.hasData, "LYCEUM_DATA_DIR is not set"))
    func oulad() async throws {
        let database = try await ImportTestDatabase()
        let mapping = try Mapping(try ImportExample.bytes("oulad.json"))
        let file = try ImportExample.data("events/oulad_score_events.csv.gz")
        let first = try await run(database, file, mapping: mapping)
        #expect(first.problems == [])
        #expect(first.outcome.events.inserted == 173_739)
        #expect(first.outcome.users == 23_351)
        #expect(first.outcome.courses == 22)
        #expect(
            try await database.number("SELECT sum(points)::bigint FROM leaderboard.xp_events")
                == database.number("SELECT sum(xp)::bigint FROM leaderboard.users"))
        let second = try await run(database, file, mapping: mapping)
        #expect(second.outcome == outcome(read: 173_739))
    }
}

extension PostgresStatement {
    /// Locks a draft as its author does.
    fileprivate static let lockDraft = PostgresStatement(
        name: "lock_draft", sql: "SELECT id FROM course.courses WHERE source_key = 'a' FOR NO KEY UPDATE")
    /// Publishes it where the same row counts it as the courses that events bring.
    fileprivate static let publishDraft = PostgresStatement(
        name: "publish_draft",
        sql: """
            UPDATE course.courses SET status = 'published', published_at = now(), category = 'imported'
            WHERE source_key = 'a'
            """)
}

private func outcome(
    read: Int, inserted: Int = 0, skipped: Int = 0, users: Int = 0, courses: Int = 0, enrollments: Int = 0
) -> EventImportOutcome {
    EventImportOutcome(
        events: ImportCounts(section: "events", read: read, inserted: inserted, skipped: skipped), users: users,
        courses: courses, enrollments: enrollments)
}

private func run(
    _ database: ImportTestDatabase, _ file: ImportFile, mapping: Mapping = Mapping(), isStrict: Bool = false
) async throws -> (outcome: EventImportOutcome, problems: [String]) {
    var problems: [String] = []
    let report = ImportReport(printLimit: .max) { problems.append($0) }
    let eventImport = EventImport(
        events: ImportSource(file, mapping.events, mapping: mapping, format: nil), source: mapping.source,
        isStrict: isStrict)
    let outcome = try await eventImport.run(
        leaderboard: database.leaderboard, course: database.course, deadline: .testLimit, report: report)
    return (outcome, problems)
}
