import Foundation
import Logging
import NIOCore
import Postgres
import TestSupport

@testable import lyceum

/// A migrated database of one test, and the two clients that an import writes with: each as its service's role.
struct ImportTestDatabase {
    let owner: PostgresClient
    let course: PostgresClient
    let leaderboard: PostgresClient

    /// The services' roles belong to the server, so two databases can't make them at the same moment.
    private static let roles = Task {
        let owner = try client(PrivatePostgres.shared.get().makeDatabase())
        _ = try await InstallationSchemas(client: owner).bringUpToDate()
    }

    init() async throws {
        try await Self.roles.value
        let server = try PrivatePostgres.shared.get()
        let url = try server.makeDatabase()
        let database = url.split(separator: "/").last.map(String.init) ?? ""
        owner = try Self.client(url)
        course = try Self.client(server.url(database: database, user: "lyceum_course"))
        leaderboard = try Self.client(server.url(database: database, user: "lyceum_leaderboard"))
        _ = try await InstallationSchemas(client: owner).bringUpToDate()
    }

    /// The first column of a query's only row.
    func number(_ sql: String) async throws -> Int64 {
        try await row(sql) { try $0.int64(0) }
    }

    /// The first column of a query's only row.
    func text(_ sql: String) async throws -> String {
        try await row(sql) { try $0.text(0) }
    }

    private func row<Value>(_ sql: String, _ value: (PostgresRow) throws -> Value) async throws -> Value {
        let result = try await owner.read(PostgresStatement(name: sql.statementName, sql: sql), deadline: .testLimit)
        guard result.rowCount == 1, let row = result.rows.first else { throw UnexpectedRows(count: result.rowCount) }
        return try value(row)
    }

    private struct UnexpectedRows: Error {
        let count: Int
    }

    private static func client(_ url: String) throws -> PostgresClient {
        var configuration = try PostgresConfiguration(url: url)
        configuration.connections = 1
        configuration.statementTimeout = .seconds(120)
        return try PostgresClient(configuration: configuration, logger: .silent)
    }
}

extension String {
    /// A name for a statement that a test runs: short, and different for different statements.
    fileprivate var statementName: String {
        "test_" + String(NaturalKeys(source: "test").event(self).uuidString)
    }
}

extension PostgresTransaction {
    /// Returns when somebody waits for the end of this transaction.
    func waitForWaiting() async throws {
        try await eventually { try await execute(.countWaiting).rows.first?.int64(0) != 0 }
    }
}

extension PostgresStatement {
    /// How many wait for the end of this transaction.
    fileprivate static let countWaiting = PostgresStatement(
        name: "count_waiting",
        sql: "SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid")
}

extension NIODeadline {
    /// Late enough that only a hang reaches it.
    static var testLimit: NIODeadline { .now() + .minutes(2) }
}

/// A folder of one test's files.
struct ImportTestFiles: ~Copyable {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "lyceum-import-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// Writes a file and returns it.
    func file(_ name: String, _ content: some Sequence<UInt8>) throws -> ImportFile {
        let url = directory.appending(path: name)
        try Data(content).write(to: url)
        return ImportFile(path: .init(url.path))
    }

    /// Writes a file, compresses it, and returns its bytes.
    func gzipped(_ name: String, _ content: String) throws -> [UInt8] {
        let plain = try file(name, content.utf8)
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-kf", plain.path.string]
        try gzip.run()
        gzip.waitUntilExit()
        return try Array(Data(contentsOf: directory.appending(path: name + ".gz")))
    }
}
