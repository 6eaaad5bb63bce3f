import Postgres
import Testing

@Suite("Database roles")
struct DatabaseRoleTests {
    @Test("reach their own schema and not the other's")
    func schemas() async throws {
        let database = try await ServiceDatabase()
        _ = try await database.course.read(.once("SELECT count(*) FROM course.courses"), deadline: .testLimit)
        _ = try await database.leaderboard.read(.once("SELECT count(*) FROM leaderboard.users"), deadline: .testLimit)
        try await expectRefusal(database.course, "SELECT count(*) FROM leaderboard.users")
        try await expectRefusal(database.leaderboard, "SELECT count(*) FROM course.courses")
    }

    @Test("change rows but no tables")
    func definitions() async throws {
        let database = try await ServiceDatabase()
        for (client, schema) in [(database.course, "course"), (database.leaderboard, "leaderboard")] {
            try await expectRefusal(client, "CREATE TABLE \(schema).extra (id int)")
            try await expectRefusal(client, "CREATE TABLE public.extra (id int)")
            try await expectRefusal(client, "DROP TABLE \(schema).schema_migrations")
        }
        try await expectRefusal(database.course, "TRUNCATE course.lessons")
    }

    @Test("get tables of later migrations without another grant")
    func laterTables() async throws {
        let database = try await ServiceDatabase()
        try await database.run("CREATE TABLE course.later (id int)")
        _ = try await database.course.write(.once("INSERT INTO course.later VALUES (1)"), deadline: .testLimit)
        try await expectRefusal(database.leaderboard, "SELECT * FROM course.later")
    }

    private func expectRefusal(_ client: PostgresClient, _ sql: String) async throws {
        let error = await #expect(throws: PostgresError.self, "\(sql)") {
            _ = try await client.write(.once(sql), deadline: .testLimit)
        }
        #expect(error?.sqlState?.rawValue == "42501", "\(sql)")
    }
}
