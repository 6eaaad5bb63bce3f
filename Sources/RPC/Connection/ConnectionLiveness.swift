internal import NIOCore

/// Tells when the other side of a connection has to be given up: it leaves a frame half sent, does not read, or has
/// nothing to say for too long.
struct ConnectionLiveness {
    enum Verdict: Equatable {
        /// Nothing is wrong until then.
        case alive(until: NIODeadline)
        case frameTimeout
        case writeTimeout
        case idleTimeout
    }

    private let limits: ConnectionLimits
    private var lastReceived: NIODeadline
    private var frameBegan: NIODeadline?
    private var writesBlocked: NIODeadline?

    init(limits: ConnectionLimits, now: NIODeadline) {
        self.limits = limits
        lastReceived = now
    }

    /// Bytes arrived, which completed a frame or not, and left one incomplete or not.
    mutating func received(at now: NIODeadline, completedFrame: Bool, isMidFrame: Bool) {
        lastReceived = now
        if completedFrame || !isMidFrame { frameBegan = nil }
        if isMidFrame, frameBegan == nil { frameBegan = now }
    }

    /// The channel took or stopped taking bytes.
    mutating func writabilityChanged(_ isWritable: Bool, at now: NIODeadline) {
        writesBlocked = isWritable ? nil : (writesBlocked ?? now)
    }

    /// What is due at this moment. A connection with calls in flight is never idle.
    func check(at now: NIODeadline, hasCalls: Bool) -> Verdict {
        var next = NIODeadline.distantFuture
        if let frameBegan {
            next = min(next, frameBegan + limits.frameTimeout)
            if next <= now { return .frameTimeout }
        }
        if let writesBlocked {
            next = min(next, writesBlocked + limits.writeTimeout)
            if next <= now { return .writeTimeout }
        }
        if let idleTimeout = limits.idleTimeout {
            let idleEnd = (hasCalls ? now : lastReceived) + idleTimeout
            if idleEnd <= now { return .idleTimeout }
            next = min(next, idleEnd)
        }
        return .alive(until: next)
    }
}

extension ConnectionLiveness.Verdict {
    /// Why the connection is closed; nil when it lives.
    var closeReason: String? {
        switch self {
        case .alive: nil
        case .frameTimeout: "a frame was not completed in time"
        case .writeTimeout: "the peer does not read"
        case .idleTimeout: "nothing happened for too long"
        }
    }
}
