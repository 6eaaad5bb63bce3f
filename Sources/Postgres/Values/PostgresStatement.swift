/// A statement that is prepared once per connection and known by its name.
///
/// The name is the label in metrics and in the slow-statement log, and the name of the prepared statement,
/// so one name always goes with one text.
public struct PostgresStatement: Sendable, Hashable {
    /// The name: 1 to 63 bytes, since PostgreSQL cuts identifiers there.
    public let name: String
    /// One SQL command; parameters are `$1`, `$2` …
    public let sql: String

    /// Names a statement.
    ///
    /// - Precondition: `name` has 1 to 63 bytes and no NUL.
    public init(name: String, sql: String) {
        precondition((1...63).contains(name.utf8.count) && !name.utf8.contains(0), "Statement names have 1 to 63 bytes")
        self.name = name
        self.sql = sql
    }
}

extension PostgresStatement {
    static let begin = PostgresStatement(name: "begin", sql: "BEGIN")
    static let commit = PostgresStatement(name: "commit", sql: "COMMIT")
    static let rollback = PostgresStatement(name: "rollback", sql: "ROLLBACK")
    /// Takes and gives back a connection without opening a transaction.
    static let session = PostgresStatement(name: "session", sql: "")
}
