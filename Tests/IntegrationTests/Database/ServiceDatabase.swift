import Foundation
import Logging
import NIOCore
import Postgres
import TestSupport

@testable import CourseService
@testable import LeaderboardService

/// A database of one test with both schemas, as the operator's command makes them.
struct ServiceDatabase {
    /// The owner, who may do everything.
    let owner: PostgresClient
    /// The role of CourseService.
    let course: PostgresClient
    /// The role of LeaderboardService.
    let leaderboard: PostgresClient
    /// The URL that CourseService has.
    let courseURL: String

    /// - Parameter courseMigrations: the first of CourseService's, for a test of those that follow.
    init(connections: Int = 2, courseMigrations: [Migration] = CourseMigrations.all) async throws {
        let server = try PrivatePostgres.shared.get()
        let url = try server.makeDatabase()
        let database = url.split(separator: "/").last.map(String.init) ?? ""
        owner = try Self.client(url, connections)
        try await owner.execute(script: Self.bootstrap(), deadline: .testLimit)
        courseURL = server.url(database: database, user: "lyceum_course")
        course = try Self.client(courseURL, connections)
        leaderboard = try Self.client(server.url(database: database, user: "lyceum_leaderboard"), connections)
        try await migrate(CourseMigrations.schema, courseMigrations)
        try await migrate(LeaderboardMigrations.schema, LeaderboardMigrations.all)
    }

    /// Applies those that are pending. Waits for locks as long as a test may.
    func migrate(_ schema: String, _ migrations: [Migration]) async throws {
        var migrator = try Migrator(client: owner, schema: schema, migrations: migrations, logger: .quiet)
        migrator.lockTimeout = .seconds(300)
        _ = try await migrator.apply(deadline: .testLimit)
    }

    /// Runs commands as the owner.
    func run(_ script: String) async throws {
        try await owner.execute(script: script, deadline: .testLimit)
    }

    /// The first column of the first row, a number.
    func number(_ sql: String) async throws -> Int64 {
        try await owner.read(.once(sql), deadline: .testLimit).rows[0].int64(0)
    }

    private static func bootstrap() throws -> String {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        return try String(contentsOf: package.appending(path: "Sources/lyceum/SQL/bootstrap.sql"), encoding: .utf8)
    }

    private static func client(_ url: String, _ connections: Int) throws -> PostgresClient {
        var configuration = try PostgresConfiguration(url: url)
        configuration.connections = connections
        configuration.statementTimeout = .seconds(300)
        return try PostgresClient(configuration: configuration, logger: .quiet)
    }
}

extension Logger {
    fileprivate static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

extension PostgresStatement {
    /// A statement of a test, named after its text.
    static func once(_ sql: String) -> PostgresStatement {
        PostgresStatement(name: "test_\(UInt(bitPattern: sql.hashValue))", sql: sql)
    }
}

extension NIODeadline {
    /// Late enough that only a hang reaches it.
    static var testLimit: NIODeadline { .now() + .minutes(5) }
}
