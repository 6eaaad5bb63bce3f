import NIOCore

/// The way of one connection from nothing to open and back, as a value that says what to do next.
struct ConnectionLifecycle: Equatable {
    enum State: Equatable {
        case waiting(until: NIODeadline)
        /// The addresses of the hosts are being looked up.
        case resolving(until: NIODeadline)
        case connecting(until: NIODeadline)
        case open
        case closed
    }

    enum Action: Equatable {
        case resolve
        case giveUp(PostgresError)
    }

    private(set) var state = State.waiting(until: .distantPast)
    /// Failures since the connection was last open.
    private(set) var failures = 0
    /// Attempts to connect that took too long since the connection was last open.
    private(set) var timeouts = 0

    var isOpen: Bool { state == .open }
    var isConnecting: Bool { if case .connecting = state { true } else { false } }
    var isResolving: Bool { if case .resolving = state { true } else { false } }

    /// When `tick` has something to do next.
    var nextTick: NIODeadline {
        switch state {
        case .waiting(let until), .resolving(let until), .connecting(let until): until
        case .open, .closed: .distantFuture
        }
    }

    /// Lets time pass.
    mutating func tick(now: NIODeadline, timeout: TimeAmount) -> Action? {
        switch state {
        case .waiting(let until) where now >= until:
            state = .resolving(until: now + timeout)
            return .resolve
        case .resolving(let until) where now >= until, .connecting(let until) where now >= until:
            if isConnecting { timeouts += 1 }
            return .giveUp(PostgresError(.unavailable, "Connecting took too long."))
        default:
            return nil
        }
    }

    /// The addresses are known: what remains of the time is for connecting.
    mutating func resolved() {
        if case .resolving(let until) = state { state = .connecting(until: until) }
    }

    mutating func opened() {
        state = .open
        failures = 0
        timeouts = 0
    }

    /// The attempt failed, or the open connection is gone.
    mutating func lost(now: NIODeadline, backoff: Backoff, jitter: Double) {
        guard state != .closed else { return }
        failures += 1
        state = .waiting(until: now + backoff.delay(failures: failures, jitter: jitter))
    }

    /// The open connection was closed on purpose: another one is wanted at once.
    mutating func retired(now: NIODeadline) {
        state = .waiting(until: now)
    }

    mutating func close() {
        state = .closed
    }
}
