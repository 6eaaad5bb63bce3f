import NIOCore

/// What is under way on an HTTP/1 connection, and so whether an answer may be sent at once, and when the connection ends.
struct ConnectionState: Sendable {
    /// What to do about the end of the connection.
    enum Action: Equatable, Sendable {
        case close
        /// Ask ``timerFired(at:unsent:)`` then.
        case wait(until: NIODeadline)
        /// Ask it when all that was handed to the channel is sent, and then at the latest.
        case waitUntilSent(atMost: NIODeadline)
    }

    /// How long a client whose last answer was sent may go on to send what nobody reads.
    static let lingerTime = TimeAmount.seconds(5)

    /// How long there may be no request, and how long a client may accept nothing of what waits for it.
    let idleTimeout: TimeAmount
    /// How long a client may take to send the head of a request.
    let receiveTimeout: TimeAmount
    /// How long a connection without a request stays open, and takes one, once the server is to stop: who keeps
    /// connections may have sent one already.
    let drainGrace: TimeAmount
    /// Requests that were passed on and are not answered yet. Answers come in their order.
    private var unanswered = 0
    private var isReceiving = false
    private var lastActivity: NIODeadline
    /// When the connection ends if the head that has begun is not there then; nil where none has.
    private var headEnd: NIODeadline?
    /// When the connection ends if it has no request then; nil while the server is not to stop.
    private var drainEnd: NIODeadline?
    /// Whether the answer that is being sent has told that it is the last.
    private var hasToldEnd = false
    private var isOutputClosed = false
    /// When the connection ends whose last answer was sent; nil before that.
    private var lingerEnd: NIODeadline?
    /// Bytes of answers that waited for the client when it was last seen to accept some, and when that was; nil where none
    /// did.
    private var backlog: (bytes: Int, since: NIODeadline)?

    init(idleTimeout: TimeAmount, receiveTimeout: TimeAmount, drainGrace: TimeAmount, at now: NIODeadline) {
        self.idleTimeout = idleTimeout
        self.receiveTimeout = receiveTimeout
        self.drainGrace = drainGrace
        lastActivity = now
    }

    /// Whether an answer that is at hand may be sent at once: it would overtake those of earlier requests else. While the
    /// server is to stop, answers must say so, and take the longer way.
    var canAnswerAtOnce: Bool { unanswered == 0 && !isReceiving && drainEnd == nil && !isOutputClosed }

    /// A request was answered at once.
    mutating func answeredAtOnce(at now: NIODeadline) {
        lastActivity = now
        headEnd = nil
        // The answer adds to it.
        backlog = nil
    }

    /// A read has brought no part of a request. It counts as a piece of a head where nothing else is under way, be it an
    /// empty line (RFC 9112, section 2.2); else it may be what is no HTTP any more, or the end of the client's half.
    ///
    /// - Parameter unsent: bytes of answers that the channel still has.
    /// - Returns: whether a head has begun, by which the connection may end earlier than was asked for.
    mutating func receivedNoPart(at now: NIODeadline, unsent: Int) -> Bool {
        guard headEnd == nil, unanswered == 0, !isReceiving, unsent == 0 else { return false }
        headEnd = now + receiveTimeout
        return true
    }

    /// The head of a request was passed on.
    mutating func receivedHead(at now: NIODeadline) {
        unanswered += 1
        isReceiving = true
        lastActivity = now
        headEnd = nil
    }

    mutating func receivedBody(at now: NIODeadline) {
        lastActivity = now
    }

    mutating func receivedEnd(at now: NIODeadline) {
        isReceiving = false
        lastActivity = now
    }

    /// The head of an answer is about to be sent.
    ///
    /// - Returns: whether it must say that it is the last on this connection.
    mutating func sendingHead() -> Bool {
        hasToldEnd = drainEnd != nil && unanswered <= 1
        return hasToldEnd
    }

    /// An answer was handed to the channel.
    ///
    /// - Returns: whether the connection ends with it.
    mutating func sentEnd(at now: NIODeadline) -> Bool {
        // What is no HTTP has an answer, and is no request.
        unanswered = max(0, unanswered - 1)
        lastActivity = now
        backlog = nil
        return hasToldEnd || isOverdue(at: now)
    }

    /// The last answer was handed to the channel, and nothing more will be.
    mutating func closedOutput(at now: NIODeadline, unsent: Int) -> Action {
        isOutputClosed = true
        return timerFired(at: now, unsent: unsent)
    }

    /// The server is to stop.
    mutating func drain(at now: NIODeadline, unsent: Int) -> Action {
        drainEnd = now + drainGrace
        return timerFired(at: now, unsent: unsent)
    }

    /// The time has come that was asked for.
    ///
    /// - Parameter unsent: bytes of answers that the channel still has: the client is to accept them first.
    mutating func timerFired(at now: NIODeadline, unsent: Int) -> Action {
        look(at: unsent, now)
        let isOverdue = isOverdue(at: now)
        if isOverdue || isOutputClosed, let backlog {
            // A server that is to stop has less patience with who accepts nothing.
            let end = backlog.since + (isOverdue ? min(idleTimeout, Self.lingerTime) : idleTimeout)
            if end <= now { return .close }
            // Nothing can be sent behind a closed output to tell of the end; the channel itself tells then.
            return isOutputClosed ? .wait(until: end) : .waitUntilSent(atMost: end)
        }
        if isOverdue { return .close }
        if isOutputClosed {
            let end = lingerEnd ?? now + Self.lingerTime
            lingerEnd = end
            return end <= now ? .close : .wait(until: end)
        }
        // An answer may take its time: requests have a deadline of their own.
        let isAnswering = unanswered > 0 && !isReceiving
        let idleEnd = (isAnswering ? now : lastActivity) + idleTimeout
        let end = min(idleEnd, headEnd ?? idleEnd)
        if end <= now { return .close }
        guard let drainEnd, drainEnd > now else { return .wait(until: end) }
        return .wait(until: min(end, drainEnd))
    }

    /// What the client has accepted since the last look is activity of its own.
    private mutating func look(at unsent: Int, _ now: NIODeadline) {
        if let backlog {
            guard unsent < backlog.bytes else { return }
        } else if unsent == 0 {
            return
        }
        lastActivity = now
        backlog = unsent > 0 ? (bytes: unsent, since: now) : nil
    }

    private func isOverdue(at now: NIODeadline) -> Bool {
        guard let drainEnd else { return false }
        return unanswered == 0 && !isReceiving && now >= drainEnd
    }
}
