import Foundation
import Synchronization

/// A PostgreSQL server of the tests' own, on a unix socket in a temporary folder, gone with the test process.
///
/// Commands block their thread for some milliseconds, which is fine in tests.
public final class PrivatePostgres: Sendable {
    /// The server that the tests of one process share; each takes databases of its own.
    public static let shared = Result { try PrivatePostgres() }

    /// The folder of the socket and the data.
    public let directory: String
    private let shell: Mutex<WatchdogShell>
    private let databases = Mutex(0)

    /// Starts a server, as the user `postgres` if the tests run as root.
    ///
    /// Throws `PrivateServerError` if PostgreSQL is not installed or does not start.
    public init() throws {
        let shell = try WatchdogShell(script: Self.watchdog, user: "postgres")
        guard let directory = shell.readLine(), directory.hasPrefix("/") else {
            throw PrivateServerError(message: "initdb or postgres failed; see the output above")
        }
        self.directory = directory
        self.shell = Mutex(shell)
    }

    /// Makes an empty database and returns its URL, with the superuser of the server.
    public func makeDatabase() throws -> String {
        let number = databases.withLock { count in
            count += 1
            return count
        }
        try command("createdb test_\(number)")
        return url(database: "test_\(number)")
    }

    /// The URL of a database, with a user that needs no password.
    public func url(database: String, user: String = "postgres") -> String {
        let host = directory.replacingOccurrences(of: "/", with: "%2F")
        return "postgresql://\(user)@\(host)/\(database)"
    }

    /// Starts the server again after `stop`, and returns when it accepts connections.
    public func start() throws { try command("start") }

    /// Stops the server with a signal (KILL by default) and returns when it is gone.
    public func stop(signal: String = "KILL") throws { try command("stop \(signal)") }

    /// Sends a signal to the server, such as STOP or CONT.
    public func send(signal: String) throws { try command("signal \(signal)") }

    private func command(_ line: String) throws {
        let answer = shell.withLock { shell in
            shell.write(line)
            return shell.readLine()
        }
        guard answer == "ok" else { throw PrivateServerError(message: "\(line): \(answer ?? "no answer")") }
    }
}
