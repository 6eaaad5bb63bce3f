import Dispatch

/// Does what would block the reactor: looks up names and asks the server to cancel. Each link has at most one of either
/// under way, so the number of threads is bounded by the pool's size.
struct BlockingHelper: Sendable {
    private let queue = DispatchQueue(label: "lyceum.postgres.blocking", attributes: .concurrent)
    private let inbox: Inbox

    init(inbox: Inbox) {
        self.inbox = inbox
    }

    func resolve(_ connectionString: ConnectionString, connection: Int, attempt: Int) {
        queue.async { [inbox] in
            let addresses = Result { () throws(PostgresError) in try HostResolver.resolve(connectionString) }
            inbox.report(.resolved(connection: connection, attempt: attempt, addresses))
        }
    }

    func cancel(_ canceller: LibpqCanceller, connection: Int, attempt: Int) {
        queue.async { [inbox] in
            canceller.cancel()
            inbox.report(.cancelDelivered(connection: connection, attempt: attempt))
        }
    }
}
