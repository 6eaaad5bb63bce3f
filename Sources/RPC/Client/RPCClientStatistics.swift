public import NIOCore

/// What a client's connections do and have done, for operators.
public struct RPCClientStatistics: Sendable, Hashable {
    /// The place of one connection.
    public struct Endpoint: Sendable, Hashable {
        /// The state of a connection.
        public enum State: String, Sendable {
            /// Nobody has asked for it yet.
            case idle
            /// An attempt is under way.
            case connecting
            /// It takes calls.
            case ready
            /// The last attempt failed, and the next one waits.
            case backingOff = "backing_off"
        }

        /// Where it leads; a name is resolved.
        public let address: RPCAddress
        /// Its state.
        public let state: State
        /// Calls in flight.
        public let outstandingCalls: Int
        /// Calls of other clients that the server was said to run; old news fades.
        public let foreignCalls: Int
        /// Since when it takes calls; nil unless it does.
        public let connectedSince: NIODeadline?
        /// Until when it is left alone, since its calls failed; nil unless it is.
        public let ejectedUntil: NIODeadline?
        /// How often it was ejected in a row.
        public let ejections: Int
        /// The round trip of the last keepalive; nil before the first.
        public let roundTrip: Duration?
        /// How often it was made.
        public let connects: Int
        /// Why it was last lost or could not be made.
        public let lastError: String?

        /// Whether it is left alone.
        public var isEjected: Bool { ejectedUntil != nil }
    }

    /// One for each connection that the client wants to have.
    public let endpoints: [Endpoint]
    /// Calls that wait for a connection.
    public let waitingCalls: Int

    /// Whether a call would find a connection.
    public var isReady: Bool { endpoints.contains { $0.state == .ready } }
}

extension RPCClient {
    /// What the client's connections do and have done.
    public var statistics: RPCClientStatistics {
        let (slots, waitingCalls) = pool.withLock { ($0.slots, $0.waiters.count) }
        let endpoints = slots.compactMap { slot in
            slot.endpoint.map { (slot, $0.target) }
        }.map { slot, address in
            RPCClientStatistics.Endpoint(
                address: address, state: slot.phase.state,
                outstandingCalls: slot.connection?.outstandingCalls ?? 0,
                foreignCalls: slot.connection?.foreignCalls(at: .now()) ?? 0,
                connectedSince: slot.phase.readySince, ejectedUntil: slot.ejection.until,
                ejections: slot.ejection.count,
                roundTrip: slot.connection?.roundTrip, connects: slot.connects, lastError: slot.lastError)
        }
        return RPCClientStatistics(endpoints: endpoints, waitingCalls: waitingCalls)
    }
}

extension ConnectionSlot.Phase {
    fileprivate var state: RPCClientStatistics.Endpoint.State {
        switch self {
        case .idle: .idle
        case .connecting: .connecting
        case .ready: .ready
        case .backingOff: .backingOff
        }
    }

    fileprivate var readySince: NIODeadline? {
        guard case .ready(_, let since) = self else { return nil }
        return since
    }
}
