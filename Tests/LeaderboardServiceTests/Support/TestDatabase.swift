import FoundationEssentials
import Logging
import NIOCore
import NIOPosix
import Postgres
import TestSupport

@testable import LeaderboardService

/// A migrated database of one test.
struct TestDatabase {
    /// As the role that owns the schema.
    let owner: PostgresClient
    /// As the role of the service, which may use its own schema only.
    let service: PostgresClient

    static func make() async throws -> TestDatabase {
        let template = try await template.value
        let server = try await startedServer()
        let name = "leaderboard_\(UUID().uuidString.lowercased().prefix(8))"
        let maintenance = try client(server.url(database: "postgres"))
        try await maintenance.execute(script: "CREATE DATABASE \(name) TEMPLATE \(template)", deadline: .soon)
        return TestDatabase(
            owner: try client(server.url(database: name)),
            service: try client(server.url(database: name, user: "lyceum_leaderboard")))
    }

    /// Migrated once, for roles belong to all databases of a server. Nobody is connected to it.
    private static let template = Task<String, any Error> {
        let server = try await startedServer()
        let url = try server.makeDatabase()
        let client = try Self.client(url)
        try await client.execute(script: bootstrap(), deadline: .soon)
        let migrator = try Migrator(
            client: client, schema: LeaderboardMigrations.schema, migrations: LeaderboardMigrations.all, logger: .quiet)
        _ = try await migrator.apply(deadline: .soon)
        let running = Task { try await client.run() }
        running.cancel()
        try await running.value
        return String(url.split(separator: "/")[2])
    }

    /// Starting it takes a second, in which the threads of the other tests go on.
    private static func startedServer() async throws -> PrivatePostgres {
        try await NIOThreadPool.singleton.runIfActive { try PrivatePostgres.shared.get() }
    }

    /// The script of `lyceum migrate` that makes the roles.
    private static func bootstrap() throws -> String {
        let file = URL(filePath: #filePath).appending(path: "../../../../Sources/lyceum/SQL/bootstrap.sql").standardized
        return try String(contentsOf: file, encoding: .utf8)
    }

    private static func client(_ url: String) throws -> PostgresClient {
        var configuration = try PostgresConfiguration(url: url)
        configuration.connections = 2
        configuration.slowStatementThreshold = .seconds(600)
        return try PostgresClient(configuration: configuration, logger: .quiet)
    }
}

extension TestDatabase {
    /// Adds users with many ties, the same on every run. Every fiftieth is deleted, every fiftieth is not active.
    func addUsers(_ count: Int) async throws {
        try await owner.execute(
            script: """
                INSERT INTO leaderboard.users (id, username, avatar_url, xp, created_at, deleted_at, active)
                SELECT md5('user ' || number)::uuid, 'user ' || number,
                    CASE WHEN number % 3 = 0 THEN 'https://example.org/' || number END,
                    number * 7919 % 40 - 5, timestamptz '2024-01-01' + number * 31 % 7 * interval '1 microsecond',
                    CASE WHEN number % 50 = 1 THEN now() END, number % 50 <> 2
                FROM generate_series(1, \(count)) number;
                ANALYZE leaderboard.users;
                """, deadline: .soon)
    }

    /// The id of a user that `addUsers` made.
    func userID(_ number: Int) async throws -> UUID {
        let statement = PostgresStatement(name: "user_id", sql: "SELECT md5('user ' || $1)::uuid")
        var parameters = PostgresParameters()
        parameters.append(String(number))
        return try await owner.read(statement, parameters, deadline: .soon).rows[0].uuid(0)
    }

    /// The whole board in the order that PostgreSQL gives it.
    func board() async throws -> [BoardPlace] {
        let statement = PostgresStatement(
            name: "whole_board",
            sql: """
                SELECT id, xp, created_at FROM leaderboard.users WHERE deleted_at IS NULL AND active
                ORDER BY xp DESC, created_at, id
                """)
        return try await owner.read(statement, deadline: .soon).places()
    }

    /// How often a statement has run for the service.
    func count(of statement: PostgresStatement) -> Int {
        service.statistics[statement.name]?.count ?? 0
    }
}

extension NIODeadline {
    /// Late enough that only a hang reaches it.
    static var soon: NIODeadline { .now() + .seconds(60) }
}

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
