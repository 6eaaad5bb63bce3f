import Foundation
import NIOCore
import Postgres
import Subprocess
import SystemPackage
import Testing

@testable import lyceum

@Suite("Private Postgres", .timeLimit(.minutes(2)))
struct UpDatabaseTests {
    private static let countTables = PostgresStatement(
        name: "count_tables", sql: "SELECT count(*) FROM pg_tables WHERE schemaname IN ('course', 'leaderboard')")
    private static let readCourses = PostgresStatement(name: "courses", sql: "SELECT id FROM course.courses LIMIT 1")

    @Test("a cluster is made once, is migrated, and keeps each service's role to its schema")
    func isolatesRoles() async throws {
        try await withServer { server, preparation in
            try await preparation.run()
            // Again, as at the next start.
            try await preparation.run()
            let tables = try await read(Self.countTables, as: server.ownerURL)
            #expect(try tables.rows[0].int64(0) > 5)
            let own = try await read(Self.readCourses, as: server.url(of: .course))
            #expect(own.rowCount == 0)
            let error = await #expect(throws: PostgresError.self) {
                try await read(Self.readCourses, as: server.url(of: .leaderboard))
            }
            #expect(error?.sqlState == .insufficientPrivilege)
        }
    }

    @Test("a wrong password opens nothing, though the socket is at hand")
    func asksForPassword() async throws {
        try await withServer { server, preparation in
            try await preparation.run()
            let url = server.ownerURL.replacing(server.ownerPassword.text, with: "guess")
            await #expect(throws: PostgresError.self) { try await read(Self.countTables, as: url) }
        }
    }

    @Test("an interrupted creation is begun anew")
    func recoversFromInterruption() async throws {
        try await withHome { home in
            let unfinished = home.directory.appending("postgres.unfinished")
            try FileManager.default.createDirectory(atPath: unfinished.string, withIntermediateDirectories: false)
            try unfinished.appending("PG_VERSION").replaceContents("1\n")
            let server = try PrivatePostgres(home: home, programs: ServerPrograms(path: nil))
            try await server.createIfMissing { _ in }
            #expect(server.data.appending("PG_VERSION").exists)
            #expect(!unfinished.exists)
            #expect(!home.directory.appending("postgres.password").exists)
        }
    }

    /// Runs the body with a server in a folder of its own, and stops it afterwards.
    private func withServer(
        _ body: @Sendable (PrivatePostgres, DatabasePreparation) async throws -> Void
    ) async throws {
        try await withHome { home in
            let server = try PrivatePostgres(home: home, programs: ServerPrograms(path: nil))
            try await server.createIfMissing { _ in }
            let files = PidFiles(directory: home.directory)
            let log = LogStream(
                descriptor: try FileDescriptor.open("/dev/null", .writeOnly), isTerminal: false)
            let runner = SupervisorRunner(commands: [.postgres: server.command], pidFiles: files, log: log)
            let preparation = DatabasePreparation(
                postgres: .private(server), demo: .none, pidFiles: files, log: log)
            try await withThrowingTaskGroup { group in
                group.addTask { try await runner.run() }
                runner.start([.postgres])
                do { try await body(server, preparation) } catch { Issue.record(error) }
                runner.stop()
                try await group.waitForAll()
            }
        }
    }

    private func withHome(_ body: (DatabaseHome) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            let state = try StateDirectory(at: directory.string)
            try await body(DatabaseHome(for: state, notice: { Issue.record("\($0)") }))
        }
    }

    private func read(_ statement: PostgresStatement, as url: String) async throws -> PostgresResult {
        let client = try PostgresClient(configuration: PostgresConfiguration(url: url), logger: .silent)
        return try await client.read(statement, deadline: .now() + .seconds(5))
    }
}
