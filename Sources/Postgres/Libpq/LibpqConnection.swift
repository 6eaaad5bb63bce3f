import CLibpq
import Glibc

/// One PGconn, used by the reactor's thread only: not Sendable, so the compiler keeps it there.
///
/// Functions that talk to the server return false when libpq reports a failure; then the connection is of no use.
final class LibpqConnection {
    private let connection: OpaquePointer

    /// Begins to connect, without blocking: hosts must be resolved. Nil when memory is exhausted.
    init?(connecting parameters: [(keyword: String, value: String)]) {
        let pointer = withCStrings(parameters.map(\.keyword)) { keywords in
            withCStrings(parameters.map(\.value)) { values in PQconnectStartParams(keywords, values, 0) }
        }
        guard let pointer else { return nil }
        connection = pointer
        // The default processor prints to standard error.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
    }

    deinit {
        PQfinish(connection)
    }

    /// The socket of the moment, which may be another one after each step of connecting; negative if there is none.
    var socket: CInt { PQsocket(connection) }
    var isBad: Bool { PQstatus(connection) == CONNECTION_BAD }
    /// True if asking for a result would have to wait.
    var isBusy: Bool { PQisBusy(connection) != 0 }
    /// True between transactions.
    var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }

    /// Why the connection failed. libpq names hosts and users here, no passwords.
    var error: PostgresError {
        PostgresError(.unavailable, String(singleLine: PQerrorMessage(connection)))
    }

    /// Goes on connecting; the answer says what to wait for.
    func poll() -> PostgresPollingStatusType {
        PQconnectPoll(connection)
    }

    /// Makes an open connection ready for work.
    func prepareForWork() -> Bool {
        PQsetnonblocking(connection, 1) == 0 && PQenterPipelineMode(connection) == 1
    }

    /// Reads what the socket has.
    func consumeInput() -> Bool {
        PQconsumeInput(connection) == 1
    }

    /// Writes what the socket takes: true if nothing is left, false if something is, nil on failure.
    func flush() -> Bool? {
        switch PQflush(connection) {
        case 0: true
        case 1: false
        default: nil
        }
    }

    /// The next result; nil ends the results of a command. Blocks unless `isBusy` is false.
    func nextResult() -> LibpqResult? {
        guard let pointer = PQgetResult(connection) else { return nil }
        return LibpqResult(owning: pointer)
    }

    /// What another thread needs to cancel the running statement.
    func makeCanceller() -> LibpqCanceller? {
        PQgetCancel(connection).map(LibpqCanceller.init(owning:))
    }

    func enterPipelineMode() -> Bool { PQenterPipelineMode(connection) == 1 }
    func leavePipelineMode() -> Bool { PQexitPipelineMode(connection) == 1 }
    func sync() -> Bool { PQpipelineSync(connection) == 1 }
    func sendScript(_ sql: String) -> Bool { PQsendQuery(connection, sql) == 1 }

    func sendDeallocate(_ name: String) -> Bool {
        let quoted = name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return PQsendQueryParams(connection, "DEALLOCATE \"\(quoted)\"", 0, nil, nil, nil, nil, 1) == 1
    }

    func sendPrepare(_ statement: PostgresStatement, types: [PostgresType]) -> Bool {
        PQsendPrepare(connection, statement.name, statement.sql, CInt(types.count), types.map(\.rawValue)) == 1
    }

    /// Queues an execution with binary parameters and binary results.
    func sendExecute(_ statement: PostgresStatement, _ parameters: PostgresParameters) -> Bool {
        parameters.withLibpqArrays { count, values, lengths, formats in
            PQsendQueryPrepared(connection, statement.name, count, values, lengths, formats, 1) == 1
        }
    }

    /// Queues a piece of a COPY, without blocking.
    func putCopyData(_ bytes: UnsafeRawBufferPointer) -> Bool {
        PQputCopyData(connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count)) == 1
    }

    /// Ends a COPY; a failure makes the server discard it.
    func putCopyEnd(failure: String?) -> Bool {
        PQputCopyEnd(connection, failure) == 1
    }
}

/// Shows strings as a null-terminated array of C strings.
private func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
) -> Value {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
}
