/// Why a call to Redis failed.
///
/// An error that the server returns for one command is a ``RedisReply/error(_:)``, not a thrown error.
public struct RedisError: Error, Sendable, Hashable {
    /// What kind of failure it is.
    public enum Code: String, Sendable {
        /// No connection could serve the call, or the connection was lost before the reply: it may have been executed.
        case unavailable
        /// The deadline or the command time-out passed; the command may have been executed.
        case deadlineExceeded
        /// The calling task was cancelled; the command may have been executed.
        case cancelled
        /// More commands or bytes are under way than the configuration allows; the command was not sent.
        case overloaded
        /// The server returned an error where a value was needed.
        case server
        /// The server sent a reply that this call can't have.
        case unexpectedReply
        /// The configuration can't be used.
        case configuration
    }

    /// What kind of failure it is.
    public let code: Code
    /// Details for debugging; the server's text may quote an argument.
    public let message: String

    /// An error of a kind.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension RedisError: CustomStringConvertible {
    /// The kind alone: fit for logs.
    public var description: String { "RedisError(\(code.rawValue))" }
}

extension RedisError {
    static let cancelled = RedisError(.cancelled, "The calling task was cancelled.")
    static let deadlineExceeded = RedisError(.deadlineExceeded, "The deadline has passed.")
    static let notConnected = RedisError(.unavailable, "There is no connection to Redis.")
    static let connectionClosed = RedisError(.unavailable, "The connection to Redis was closed.")
    static let connectTimedOut = RedisError(.unavailable, "Redis did not accept the connection in time.")
    static let notResponding = RedisError(.unavailable, "Redis did not reply within the command time-out.")
    static let unexpectedReply = RedisError(.unavailable, "Redis sent a reply that no command waits for.")
    static let shutDown = RedisError(.unavailable, "The client is shut down.")
}
