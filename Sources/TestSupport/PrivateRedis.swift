import Synchronization

/// A Redis server of the tests' own, on a unix socket in a temporary folder. It is gone with this object, or with the
/// test process if that is killed.
///
/// Commands block their thread for some milliseconds, which is fine in tests.
public final class PrivateRedis: Sendable {
    /// The folder of the socket.
    public let directory: String
    private let shell: Mutex<WatchdogShell>

    /// Starts an empty server that keeps nothing on disk, as the user `redis` if the tests run as root.
    ///
    /// - Parameter options: More options of `redis-server`, such as `--requirepass secret`.
    /// - Throws: `PrivateServerError` if Redis is not installed or does not start.
    public init(options: String = "") throws {
        let shell = try WatchdogShell(script: Self.watchdog, user: "redis")
        shell.write(options)
        guard let directory = shell.readLine(), directory.hasPrefix("/") else {
            throw PrivateServerError(message: "redis-server failed; see the output above")
        }
        self.directory = directory
        self.shell = Mutex(shell)
    }

    deinit {
        shell.withLock { $0.write("quit") }
    }

    /// The server's URL, with its socket.
    public var url: String { "unix://\(directory)/redis.sock" }

    /// Starts the server again after `stop`, empty, and returns when it accepts connections.
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
