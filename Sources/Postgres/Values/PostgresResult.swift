import CLibpq

/// The rows that a statement returned, kept where libpq put them until the last reference is gone.
public final class PostgresResult: Sendable {
    // Safe to share: libpq documents that a PGresult is read-only once PQgetResult has returned it, all calls here
    // only read, and PQclear is called once, by deinit.
    nonisolated(unsafe) let pointer: OpaquePointer

    /// How many rows there are.
    public let rowCount: Int
    /// How many columns each row has.
    public let columnCount: Int

    /// Takes ownership of a PGresult.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
        rowCount = Int(PQntuples(pointer))
        columnCount = Int(PQnfields(pointer))
    }

    deinit {
        PQclear(pointer)
    }

    /// How many rows an INSERT, UPDATE, DELETE, COPY … changed, or a SELECT returned; 0 for other commands.
    public var affectedRows: Int {
        Int(String(cString: PQcmdTuples(pointer))) ?? 0
    }

    /// The rows, in the server's order.
    public var rows: PostgresRows {
        PostgresRows(result: self)
    }

    /// The command that ran, such as `COMMIT` or `INSERT 0 1`.
    var commandTag: String {
        String(cString: PQcmdStatus(pointer))
    }
}

extension PostgresResult {
    /// A result without rows, for calls that answer with nothing but success; nil when memory is exhausted.
    static func empty() -> PostgresResult? {
        PQmakeEmptyPGresult(nil, PGRES_COMMAND_OK).map(PostgresResult.init(owning:))
    }
}
