internal import NIOCore

/// The place of one connection to one endpoint.
struct ConnectionSlot<Connection: Sendable>: Sendable {
    enum Phase {
        /// Nobody has asked for a connection yet.
        case idle
        case connecting
        case ready(Connection, since: NIODeadline)
        /// The last attempt failed; the next one waits.
        case backingOff
    }

    /// Where the connection leads; nil when the place is vacant: its endpoint is gone.
    var endpoint: Endpoint?
    var phase = Phase.idle
    /// Counts attempts, so that news of an old one is not taken for that of the current one.
    var attempt = 0
    var attemptBegan = NIODeadline.uptimeNanoseconds(0)
    /// Failures since a connection was last good.
    var failures = 0
    var connects = 0
    var lastError: String?
    var ejection = Ejection()
    /// Of calls, on one connection after the other: an endpoint that loses them by its failures is left alone, too.
    let callFailures: ConsecutiveFailures

    var connection: Connection? {
        guard case .ready(let connection, _) = phase else { return nil }
        return connection
    }

    /// Whether it is worth waiting for: a first attempt is on the way, with no failure before it.
    var isPromising: Bool {
        guard case .connecting = phase else { return false }
        return failures == 0
    }

    init(endpoint: Endpoint, failuresToEject: Int) {
        self.endpoint = endpoint
        callFailures = ConsecutiveFailures(limit: failuresToEject)
    }

    /// Whether the place has an endpoint that is not among these.
    func lacksEndpoint(among endpoints: [Endpoint]) -> Bool {
        endpoint.map { !endpoints.contains($0) } ?? false
    }

    /// The endpoint is gone: news of its attempts are old from now on.
    /// - Returns: the connection that there was.
    mutating func vacate() -> Connection? {
        defer { self = ConnectionSlot(vacantAfter: attempt + 1, failuresToEject: callFailures.limit) }
        return connection
    }

    private init(vacantAfter attempt: Int, failuresToEject: Int) {
        self.attempt = attempt
        callFailures = ConsecutiveFailures(limit: failuresToEject)
    }

    mutating func beginAttempt(at now: NIODeadline) {
        phase = .connecting
        attempt += 1
        attemptBegan = now
    }
}
