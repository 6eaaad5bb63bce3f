/// A five-character error code of the SQL standard, as PostgreSQL's appendix A lists them.
public struct SQLState: RawRepresentable, Sendable, Hashable {
    /// The five characters.
    public let rawValue: String

    /// Wraps a code as it came from the server.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A row with the same key exists.
    public static let uniqueViolation = SQLState(rawValue: "23505")
    /// A referenced row does not exist, or is still referenced.
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    /// A CHECK constraint fails.
    public static let checkViolation = SQLState(rawValue: "23514")
    /// The role lacks a privilege.
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    /// The statement was cancelled, by request or by `statement_timeout`.
    public static let queryCanceled = SQLState(rawValue: "57014")
    /// A lock was not granted within `lock_timeout`.
    public static let lockNotAvailable = SQLState(rawValue: "55P03")

    /// "cached plan must not change result type": the tables of a prepared statement have changed.
    static let featureNotSupported = SQLState(rawValue: "0A000")
    /// The prepared statement does not exist.
    static let unknownStatement = SQLState(rawValue: "26000")
    /// The prepared statement exists already.
    static let duplicateStatement = SQLState(rawValue: "42P05")

    /// True if the server says that this connection, not this statement, has come to its end
    /// (class 08, shutdown, crash recovery, start-up).
    var meansDisconnect: Bool {
        rawValue.hasPrefix("08") || rawValue == "57P01" || rawValue == "57P02" || rawValue == "57P03"
    }
}
