internal import NIOCore

/// Tells when the other side of a connection has to be asked whether it lives, and when it has to be given up: it
/// leaves a frame half sent, does not read, does not answer, or has nothing to say for too long.
struct ConnectionLiveness {
    enum Verdict: Equatable {
        /// Nothing is to be done until then.
        case alive(until: NIODeadline)
        /// Nothing was heard for a while, although calls are in flight.
        case askForLife
        /// Nothing happened for too long: the other side is to be told that the connection ends, if it can be.
        case sayFarewell
        case giveUp(Reason)
    }

    /// Why a connection is closed.
    enum Reason: String {
        case frameTimeout = "a frame was not completed in time"
        case writeTimeout = "the peer does not read"
        case keepaliveTimeout = "the peer does not answer"
        case idleTimeout = "nothing happened for too long"
    }

    private let limits: ConnectionLimits
    private var lastReceived: NIODeadline
    /// When calls, or what answers them, were last known to be under way.
    private var lastActive: NIODeadline
    /// Whether something was written since the last check.
    private var hasWritten = false
    private var frameBegan: NIODeadline?
    private var writesBlocked: NIODeadline?
    private var askedForLife: NIODeadline?
    private var saidFarewell: NIODeadline?

    init(limits: ConnectionLimits, now: NIODeadline) {
        self.limits = limits
        lastReceived = now
        lastActive = now
    }

    /// Bytes arrived, which completed a frame or not, and left one incomplete or not.
    mutating func received(at now: NIODeadline, completedFrame: Bool, isMidFrame: Bool) {
        lastReceived = now
        askedForLife = nil
        if completedFrame || !isMidFrame { frameBegan = nil }
        if isMidFrame, frameBegan == nil { frameBegan = now }
    }

    /// The channel took or stopped taking bytes.
    mutating func writabilityChanged(_ isWritable: Bool, at now: NIODeadline) {
        writesBlocked = isWritable ? nil : (writesBlocked ?? now)
        lastActive = now
    }

    /// Bytes were given to the channel. No time is told, for this happens often, and idleness is seldom looked for.
    mutating func wrote() {
        hasWritten = true
    }

    /// What is due at this moment. A connection with calls in flight is never idle, nor is one whose answers are on their
    /// way. When it is due to ask for life or to say farewell, it counts as done.
    mutating func check(at now: NIODeadline, _ calls: CallSchedule) -> Verdict {
        var next = NIODeadline.distantFuture
        if let frameBegan {
            next = min(next, frameBegan + limits.frameTimeout)
            if next <= now { return .giveUp(.frameTimeout) }
        }
        if let writesBlocked {
            next = min(next, writesBlocked + limits.writeTimeout)
            if next <= now { return .giveUp(.writeTimeout) }
        }
        if calls.hasCalls || hasWritten || writesBlocked != nil || frameBegan != nil { lastActive = now }
        hasWritten = false
        let due = calls.keepsAlive ? checkLife(at: now) : checkIdleness(at: now)
        guard case .alive(let until) = due else { return due }
        return .alive(until: min(next, until))
    }

    private mutating func checkLife(at now: NIODeadline) -> Verdict {
        if let askedForLife {
            let end = askedForLife + limits.keepaliveTimeout
            return end <= now ? .giveUp(.keepaliveTimeout) : .alive(until: end)
        }
        let end = lastReceived + limits.keepaliveInterval
        guard end <= now else { return .alive(until: end) }
        askedForLife = now
        return .askForLife
    }

    private mutating func checkIdleness(at now: NIODeadline) -> Verdict {
        askedForLife = nil
        if let saidFarewell {
            let end = saidFarewell + limits.keepaliveTimeout
            return end <= now ? .giveUp(.idleTimeout) : .alive(until: end)
        }
        guard let idleTimeout = limits.idleTimeout else { return .alive(until: .distantFuture) }
        let end = max(lastReceived, lastActive) + idleTimeout
        guard end <= now else { return .alive(until: end) }
        saidFarewell = now
        return .sayFarewell
    }
}
