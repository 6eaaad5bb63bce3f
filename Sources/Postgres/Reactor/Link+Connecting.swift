import CLibpq
import NIOCore

/// How a link's connection begins and ends.
extension Link {
    /// Begins to connect to the addresses that the look-up has found; nil unless that fails.
    func connect(_ parameters: [(keyword: String, value: String)]) -> PostgresError? {
        guard let connection = LibpqConnection(connecting: parameters) else {
            return PostgresError(.unavailable, "libpq is out of memory.")
        }
        if connection.isBad { return connection.error }
        self.connection = connection
        lifecycle.resolved()
        // As libpq's documentation says: behave as if PQconnectPoll had answered "writing".
        return watch(reading: false, writing: true, force: true) ? nil : Self.notWatchable
    }

    /// Takes the next step of connecting; nil unless it fails. The socket may be a new one after each of them.
    func continueConnecting() -> PostgresError? {
        guard let connection else { return nil }
        switch connection.poll() {
        case PGRES_POLLING_READING:
            return watch(writing: false, force: true) ? nil : Self.notWatchable
        case PGRES_POLLING_WRITING:
            return watch(reading: false, writing: true, force: true) ? nil : Self.notWatchable
        case PGRES_POLLING_OK:
            guard connection.prepareForWork() else { return connection.error }
            lifecycle.opened()
            return watch(writing: false, force: true) ? nil : Self.notWatchable
        default:
            return connection.error
        }
    }

    /// Closes the connection and answers what was in flight.
    func disconnect(_ end: ConnectionEnd, now: NIODeadline, outbox: inout Outbox) {
        // The kernel must forget the socket before libpq closes it.
        if let connection, connection.socket >= 0 { epoll.unwatch(connection.socket) }
        connection = nil
        attempt += 1
        for effect in pipeline.disconnect(end) {
            _ = apply(effect, rows: nil, now: now, outbox: &outbox)
        }
    }

    private static let notWatchable = PostgresError(.unavailable, "The kernel refuses to watch the socket.")
}
