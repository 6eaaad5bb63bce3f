internal import NIOCore

/// The place of one connection to one address.
struct ConnectionSlot<Connection: Sendable>: Sendable {
    enum Phase {
        /// Nobody has asked for a connection yet.
        case idle
        case connecting
        case ready(Connection, since: NIODeadline)
        /// The last attempt failed; the next one waits.
        case backingOff
    }

    var phase = Phase.idle
    /// Counts attempts, so that news of an old one is not taken for that of the current one.
    var attempt = 0
    var attemptBegan = NIODeadline.uptimeNanoseconds(0)
    /// Failures since a connection was last good.
    var failures = 0
    var connects = 0
    var lastError: String?
    var ejection = Ejection()

    var connection: Connection? {
        guard case .ready(let connection, _) = phase else { return nil }
        return connection
    }

    /// Whether it is worth waiting for: a first attempt is on the way, with no failure before it.
    var isPromising: Bool {
        guard case .connecting = phase else { return false }
        return failures == 0
    }

    mutating func beginAttempt(at now: NIODeadline) {
        phase = .connecting
        attempt += 1
        attemptBegan = now
    }
}
