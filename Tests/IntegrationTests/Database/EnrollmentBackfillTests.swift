import CourseService
import Postgres
import Testing

/// Migrations 8 and 9 while the version before them serves: what users do meanwhile is counted, too.
@Suite("Backfill of the progress in enrolments", .timeLimit(.minutes(5)))
struct EnrollmentBackfillTests {
    @Test(
        "What was there before is counted, what changes before the backfill is kept, and a repetition changes nothing")
    func counts() async throws {
        let database = try await database(through: 7)
        try await migrate(database, through: 8)
        try await database.course.execute(
            script: """
                UPDATE course.progress SET completed_at = NULL WHERE \(users(every: 7));
                DELETE FROM course.progress WHERE \(users(every: 11));
                INSERT INTO course.progress (user_id, course_id, lesson_id, completed_at)
                SELECT user_id, course_id, md5('lesson-1')::uuid, now() FROM course.enrollments WHERE \(users(every: 5));
                """, deadline: .testLimit)
        let uncounted = try await differences(database)
        #expect(uncounted > 1_000)
        try await migrate(database, through: 9)
        let left = try await differences(database)
        #expect(left == 0)

        let versions = "SELECT sum(xmin::text::bigint)::bigint FROM course.enrollments"
        let before = try await database.number(versions)
        try await database.run(CourseMigrations.all[8].sql)
        let after = try await database.number(versions)
        #expect(after == before)
    }

    @Test("What is written under the old trigger and committed while the step waits for it is counted")
    func oldTrigger() async throws {
        let database = try await database(through: 7)
        let migration = try await database.course.transaction(deadline: .testLimit) { transaction in
            _ = try await transaction.execute(.once("DELETE FROM course.progress WHERE \(users(every: 11))"))
            let migration = Task { try await migrate(database, through: 9) }
            try await database.waitForBlockedSession()
            return migration
        }
        try await migration.value
        let left = try await differences(database)
        #expect(left == 0)
    }

    @Test("What is committed while the backfill waits for its enrolment is counted")
    func meanwhile() async throws {
        let database = try await database(through: 8)
        let migration = try await database.course.transaction(deadline: .testLimit) { transaction in
            _ = try await transaction.execute(
                .once("UPDATE course.progress SET completed_at = NULL WHERE \(users(every: 7))"))
            let migration = Task { try await migrate(database, through: 9) }
            try await database.waitForBlockedSession()
            _ = try await transaction.execute(.once("DELETE FROM course.progress WHERE \(users(every: 14))"))
            return migration
        }
        try await migration.value
        let left = try await differences(database)
        #expect(left == 0)
    }

    /// As it is before the backfill: 2,500 users in a course, more than two of its transactions take, four in five of them
    /// with progress.
    private func database(through version: Int) async throws -> ServiceDatabase {
        let database = try await ServiceDatabase(courseMigrations: Array(CourseMigrations.all.prefix(7)))
        try await database.run(
            """
            INSERT INTO course.creators (id, name) VALUES (md5('creator')::uuid, 'C');
            INSERT INTO course.courses (id, creator_id, title, category, level)
            VALUES (md5('course')::uuid, md5('creator')::uuid, 'T', 'c', 'beginner');
            INSERT INTO course.lessons (id, course_id, position, title, kind)
            SELECT md5('lesson-' || n)::uuid, md5('course')::uuid, n, 'L', 'text' FROM generate_series(1, 4) n;
            INSERT INTO course.enrollments (user_id, course_id)
            SELECT md5('user-' || n)::uuid, md5('course')::uuid FROM generate_series(1, 2500) n;
            INSERT INTO course.progress (user_id, course_id, lesson_id, completed_at)
            SELECT md5('user-' || n)::uuid, md5('course')::uuid, md5('lesson-' || lesson)::uuid,
                CASE WHEN (n + lesson) % 3 > 0 THEN now() END
            FROM generate_series(1, 2500) n, generate_series(1, 4) lesson WHERE n % 5 >= lesson;
            """)
        try await migrate(database, through: version)
        return database
    }

    private func migrate(_ database: ServiceDatabase, through version: Int) async throws {
        try await database.migrate(CourseMigrations.schema, Array(CourseMigrations.all.prefix(version)))
    }

    /// A condition that users meet whose number is a multiple of this.
    private func users(every step: Int) -> String {
        "user_id IN (SELECT md5('user-' || n)::uuid FROM generate_series(\(step), 2500, \(step)) n)"
    }

    /// Users and enrolments whose stored counts are wrong.
    private func differences(_ database: ServiceDatabase) async throws -> Int64 {
        var differences: Int64 = 0
        for (name, sql) in RecountedStats.differences where ["users", "enrolments"].contains(name) {
            differences += try await database.number(sql)
        }
        return differences
    }
}

extension ServiceDatabase {
    /// Returns when a session waits for a lock of another.
    fileprivate func waitForBlockedSession() async throws {
        let blocked = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            """
        while try await number(blocked) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    }
}
