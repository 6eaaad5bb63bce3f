import CLibpq

/// One result of libpq that nobody has looked at yet; cleared unless its rows are passed on.
struct LibpqResult: ~Copyable {
    private let pointer: OpaquePointer

    /// Takes ownership of what PQgetResult returned.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var status: ExecStatusType {
        PQresultStatus(pointer)
    }

    /// The server's error, without the detail line, which quotes values.
    var error: PostgresError {
        let state = field(CLIBPQ_SQLSTATE).map(SQLState.init(rawValue:))
        let isDisconnect = state?.meansDisconnect ?? true
        return PostgresError(
            isDisconnect ? .unavailable : .server,
            field(CLIBPQ_MESSAGE_PRIMARY) ?? String(singleLine: PQresultErrorMessage(pointer)),
            sqlState: state, constraint: field(CLIBPQ_CONSTRAINT_NAME))
    }

    /// Passes ownership to an object that callers can keep.
    consuming func rows() -> PostgresResult {
        let pointer = pointer
        discard self
        return PostgresResult(owning: pointer)
    }

    private func field(_ code: clibpq_field) -> String? {
        PQresultErrorField(pointer, CInt(code.rawValue)).map { String(cString: $0) }
    }
}
