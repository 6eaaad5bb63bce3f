import Metrics
import Synchronization

/// What other threads may know of the reactor, as of its last tick.
final class StatusBoard: Sendable {
    private let current = Mutex(PostgresHealth())
    private let connections = Gauge(label: "lyceum_postgres_connections")
    private let waiting = Gauge(label: "lyceum_postgres_queue_depth")
    private let inFlight = Gauge(label: "lyceum_postgres_in_flight")

    var health: PostgresHealth {
        current.withLock { $0 }
    }

    func publish(_ health: PostgresHealth, waiting: Int, inFlight: Int) {
        current.withLock { $0 = health }
        connections.record(health.connectedConnections)
        self.waiting.record(waiting)
        self.inFlight.record(inFlight)
    }
}
