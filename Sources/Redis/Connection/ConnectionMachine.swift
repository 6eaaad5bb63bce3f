import NIOCore

/// One connection's logic without its I/O: events go in, what is to be done comes out.
///
/// Calls are taken in while the connection is ready, and a few before the first attempt to connect has ended. After a
/// failure they are refused at once, until Redis is back: nobody waits for a server that is known to be away.
struct ConnectionMachine<Waiter: Sendable>: Sendable {
    private enum Phase {
        /// Not started.
        case idle
        /// Between the attempt to connect and the end of the handshake.
        case connecting(Handshake)
        case ready
        /// The connection is being closed for this reason.
        case closing(RedisError)
        /// Until the next attempt to connect.
        case pausing
        case shutDown
    }

    private let endpoint: RedisEndpoint
    private let limits: CommandLimits
    private var phase = Phase.idle
    private var queue: CommandQueue<Waiter>
    private var failures = 0
    private var hasTriedToConnect = false
    private var isDraining = false
    private var flushIsScheduled = false
    private var wakeUp: NIODeadline?

    init(endpoint: RedisEndpoint, limits: CommandLimits) {
        self.endpoint = endpoint
        self.limits = limits
        queue = CommandQueue(limits: limits)
    }

    /// True while commands can be served.
    var isReady: Bool {
        if case .ready = phase { !isDraining } else { false }
    }

    /// Calls that are not answered.
    var callCount: Int { queue.sentCount + queue.unsentCount }
}

// MARK: Calls

extension ConnectionMachine {
    /// What becomes of a call.
    enum Submission: Equatable {
        /// It was taken in; ``flush(now:)`` has to be called soon.
        case flush
        /// It was taken in; a flush is on its way already.
        case accepted
        case refused(RedisError)
    }

    /// Takes a call in, or refuses it.
    mutating func submit(_ call: Call<Waiter>) -> Submission {
        if let refusal { return .refused(refusal) }
        guard queue.append(call) else {
            return .refused(RedisError(.overloaded, "Too many commands are waiting for Redis."))
        }
        defer { flushIsScheduled = true }
        return flushIsScheduled ? .accepted : .flush
    }

    private var refusal: RedisError? {
        if isDraining { return .shutDown }
        switch phase {
        case .ready:
            return nil
        case .idle, .connecting:
            guard !hasTriedToConnect else { return .notConnected }
            guard queue.unsentCount < limits.callsBeforeFirstConnection else {
                return RedisError(.overloaded, "Too many commands are waiting for the connection to Redis.")
            }
            return nil
        case .closing, .pausing: return .notConnected
        case .shutDown: return .shutDown
        }
    }

    /// What a flush has to do.
    struct Flush {
        /// To be written.
        var bytes: ByteBuffer?
        /// When ``wake(now:)`` has to be called, if a call is needed that has not been asked for.
        var wakeUp: NIODeadline?
    }

    /// Hands out what has been submitted since the last flush.
    mutating func flush(now: NIODeadline) -> Flush {
        flushIsScheduled = false
        let bytes = if case .ready = phase { queue.send(now: now) } else { ByteBuffer?.none }
        return Flush(bytes: bytes, wakeUp: nextWakeUp())
    }

    /// Gives a call up.
    ///
    /// - Returns: Who waited for it; nil if it is over already.
    mutating func cancel(_ id: CallID) -> Waiter? {
        queue.cancel(id)
    }

    /// What the passing of time has brought about.
    struct Wake {
        /// Waiters whose deadline has passed.
        var expired: [Waiter]
        /// True if the connection has to be closed.
        var close = false
        /// As in ``Flush``.
        var wakeUp: NIODeadline?
    }

    /// Gives up calls whose deadline has passed, and a connection on which no reply comes any more.
    mutating func wake(now: NIODeadline) -> Wake {
        wakeUp = nil
        var wake = Wake(expired: queue.expire(now: now))
        if case .ready = phase, let oldest = queue.oldestSentAt, oldest + limits.commandTimeout <= now {
            phase = .closing(.notResponding)
            wake.close = true
        }
        wake.wakeUp = nextWakeUp()
        return wake
    }

    /// The next wake-up, if it is earlier than the one that was asked for last.
    private mutating func nextWakeUp() -> NIODeadline? {
        let brokenAt = queue.oldestSentAt.map { $0 + limits.commandTimeout }
        guard let next = [queue.nextDeadline, brokenAt].compactMap(\.self).min() else { return nil }
        if let wakeUp, wakeUp <= next { return nil }
        wakeUp = next
        return next
    }
}

// MARK: The connection

extension ConnectionMachine {
    /// Begins; true if a connection is to be opened.
    mutating func start() -> Bool {
        guard case .idle = phase else { return false }
        phase = .connecting(Handshake(endpoint: endpoint))
        return true
    }

    /// The pause after a failure is over; true if a connection is to be opened.
    mutating func pauseEnded() -> Bool {
        guard case .pausing = phase else { return false }
        phase = .connecting(Handshake(endpoint: endpoint))
        return true
    }

    /// The socket is connected.
    ///
    /// - Returns: The handshake to write; nil if the connection is to be closed, as nobody wants it any more.
    mutating func connected() -> ByteBuffer? {
        guard case .connecting(let handshake) = phase else { return nil }
        return handshake.bytes
    }

    /// The time for connecting is up; true if the connection is to be closed.
    mutating func connectTimedOut() -> Bool {
        guard case .connecting = phase else { return false }
        phase = .closing(.connectTimedOut)
        return true
    }

    /// What a reply meant.
    enum Receipt {
        case nothing
        /// The handshake is over: a flush is due.
        case ready
        case complete(Waiter, RedisReply, roundTrip: TimeAmount)
        /// The connection has to be closed.
        case close
    }

    /// A reply has arrived.
    mutating func received(_ reply: RedisReply, now: NIODeadline) -> Receipt {
        switch phase {
        case .connecting(let handshake):
            return continueHandshake(handshake, with: reply)
        case .ready:
            return receive(reply, now: now)
        case .idle, .closing, .pausing, .shutDown:
            return .nothing
        }
    }

    private mutating func continueHandshake(_ current: Handshake, with reply: RedisReply) -> Receipt {
        var handshake = current
        switch handshake.receive(reply) {
        case .incomplete:
            phase = .connecting(handshake)
            return .nothing
        case .complete:
            phase = .ready
            failures = 0
            hasTriedToConnect = true
            return .ready
        case .failed(let error):
            phase = .closing(error)
            return .close
        }
    }

    private mutating func receive(_ reply: RedisReply, now: NIODeadline) -> Receipt {
        switch queue.receive(reply, now: now) {
        case .complete(let waiter, let reply, let roundTrip):
            return .complete(waiter, reply, roundTrip: roundTrip)
        case .nothing:
            return .nothing
        case .unexpected:
            phase = .closing(.unexpectedReply)
            return .close
        }
    }

    /// The replies can't be read any further: the connection has to be closed.
    mutating func failed(_ error: RedisError) {
        if case .shutDown = phase { return }
        phase = .closing(error)
    }

    /// What follows the end of a connection, or of an attempt to open one.
    struct Disconnection {
        /// Waiters whose replies won't come.
        var failed: [Waiter]
        /// Why.
        var reason: RedisError
        /// Failures in a row, for the pause before the next attempt; nil if there is to be none.
        var failures: Int?
    }

    /// The connection is gone, or could not be opened.
    mutating func disconnected(_ error: RedisError) -> Disconnection {
        let reason = if case .closing(let reason) = phase { reason } else { error }
        hasTriedToConnect = true
        failures += 1
        phase = isDraining ? .shutDown : .pausing
        return Disconnection(failed: queue.removeAll(), reason: reason, failures: isDraining ? nil : failures)
    }

    /// What a shut-down has to do at once.
    struct ShutDown {
        /// Waiters of calls that were not sent.
        var failed: [Waiter]
        /// True if there is no connection to wait for: the shut-down is over.
        var isOver = false
        /// True if the connection is to be closed now; otherwise that follows the last reply.
        var close = false
    }

    /// Takes no more calls, and ends the connection when those under way are answered.
    mutating func shutDown() -> ShutDown {
        guard !isDraining else { return ShutDown(failed: []) }
        isDraining = true
        var shutDown = ShutDown(failed: queue.removeUnsent())
        switch phase {
        case .idle, .pausing, .shutDown:
            phase = .shutDown
            shutDown.isOver = true
        case .connecting:
            phase = .closing(.shutDown)
            shutDown.close = true
        case .ready, .closing:
            shutDown.close = isDrained
        }
        return shutDown
    }

    /// True if the last reply of a shut-down has come.
    var isDrained: Bool { isDraining && queue.sentCount == 0 }
}
