/// Why a call to Postgres failed.
///
/// `description` is bland on purpose: it may be logged and shown, so it holds neither SQL nor values.
/// `message` is for whoever debugs the call; what the server writes there can quote a parameter.
public struct PostgresError: Error, Sendable, Equatable {
    /// What kind of failure it is.
    public enum Code: String, Sendable {
        /// No connection could serve the call: the server is away, or went away with the call in flight.
        case unavailable
        /// The deadline passed; a call that was still queued has not been sent.
        case deadlineExceeded
        /// The calling task was cancelled; a call that was still queued has not been sent.
        case cancelled
        /// More calls are waiting than `PostgresConfiguration.queueLimit`.
        case queueFull
        /// The server refused the statement; `sqlState` tells why.
        case server
        /// COMMIT found a failed transaction and rolled it back.
        case rolledBack
        /// The transaction is over, or is busy with a COPY.
        case transactionUnusable
        /// A column is null or does not have the type that was asked for.
        case decoding
        /// The configuration can't be used.
        case configuration
        /// A migration can't be applied.
        case migration
    }

    /// What kind of failure it is.
    public let code: Code
    /// Details for debugging; may quote values when it comes from the server.
    public let message: String
    /// The server's error code, when the server answered.
    public let sqlState: SQLState?
    /// The constraint that a row violates, when the server names one.
    public let constraint: String?
    /// True if a write may have been executed although the call failed.
    public let outcomeUnknown: Bool

    init(
        _ code: Code, _ message: String, sqlState: SQLState? = nil, constraint: String? = nil,
        outcomeUnknown: Bool = false
    ) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.constraint = constraint
        self.outcomeUnknown = outcomeUnknown
    }
}

extension PostgresError: CustomStringConvertible {
    /// Code, SQLSTATE and constraint: neither SQL nor values.
    public var description: String {
        var text = "PostgresError(\(code.rawValue)"
        if let sqlState { text += ", SQLSTATE \(sqlState.rawValue)" }
        if let constraint { text += ", constraint \(constraint)" }
        return text + ")"
    }
}

extension PostgresError {
    static let deadlineExceeded = PostgresError(.deadlineExceeded, "The deadline has passed.")
    static let cancelled = PostgresError(.cancelled, "The calling task was cancelled.")
    static let shutDown = PostgresError(.unavailable, "The client is shut down.")

    /// The same failure of a call that had reached the server.
    func afterSending(isRead: Bool) -> PostgresError {
        PostgresError(code, message, sqlState: sqlState, constraint: constraint, outcomeUnknown: !isRead)
    }
}
