import Logging
import NIOCore
import Postgres
import TestSupport

/// A database of one test, on the server that all tests share.
struct TestDatabase {
    let url: String

    init() throws {
        url = try PrivatePostgres.shared.get().makeDatabase()
    }

    func configuration(connections: Int = 2) throws -> PostgresConfiguration {
        var configuration = try PostgresConfiguration(url: url)
        configuration.connections = connections
        configuration.statementTimeout = .seconds(60)
        return configuration
    }

    func client(connections: Int = 2) throws -> PostgresClient {
        try PostgresClient(configuration: configuration(connections: connections), logger: .quiet)
    }
}

extension NIODeadline {
    /// Late enough that only a hang reaches it.
    static var soon: NIODeadline { .now() + .seconds(120) }
}

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
