import NIOCore

/// What is under way on an HTTP/1 connection, and so whether an answer may be sent at once, and when the connection ends.
struct ConnectionState: Sendable {
    /// What to do about the end of the connection.
    enum Action: Equatable, Sendable {
        case close
        /// Ask ``timerFired(at:)`` then.
        case wait(until: NIODeadline)
    }

    /// How long a client whose last answer was sent may go on to send what nobody reads.
    static let lingerTime = TimeAmount.seconds(5)

    /// How long there may be no request.
    let idleTimeout: TimeAmount
    /// How long a connection without a request stays open, and takes one, once the server is to stop: who keeps
    /// connections may have sent one already.
    let drainGrace: TimeAmount
    /// Requests that were passed on and are not answered yet. Answers come in their order.
    private var unanswered = 0
    private var isReceiving = false
    private var lastActivity: NIODeadline
    /// When the connection ends if it has no request then; nil while the server is not to stop.
    private var drainEnd: NIODeadline?
    /// Whether the answer that is being sent has told that it is the last.
    private var hasToldEnd = false
    /// When the connection ends whose last answer was sent; nil before that.
    private var lingerEnd: NIODeadline?

    init(idleTimeout: TimeAmount, drainGrace: TimeAmount, at now: NIODeadline) {
        self.idleTimeout = idleTimeout
        self.drainGrace = drainGrace
        lastActivity = now
    }

    /// Whether an answer that is at hand may be sent at once: it would overtake those of earlier requests else. While the
    /// server is to stop, answers must say so, and take the longer way.
    var canAnswerAtOnce: Bool { unanswered == 0 && !isReceiving && drainEnd == nil && lingerEnd == nil }

    /// A request was answered at once.
    mutating func answeredAtOnce(at now: NIODeadline) {
        lastActivity = now
    }

    /// The head of a request was passed on.
    mutating func receivedHead(at now: NIODeadline) {
        unanswered += 1
        isReceiving = true
        lastActivity = now
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

    /// An answer was sent.
    ///
    /// - Returns: whether the connection ends with it.
    mutating func sentEnd(at now: NIODeadline) -> Bool {
        // What is no HTTP has an answer, and is no request.
        unanswered = max(0, unanswered - 1)
        lastActivity = now
        return hasToldEnd || isOverdue(at: now)
    }

    /// The last answer was sent, and nothing more will be.
    mutating func closedOutput(at now: NIODeadline) -> Action {
        lingerEnd = lingerEnd ?? now + Self.lingerTime
        return timerFired(at: now)
    }

    /// The server is to stop.
    mutating func drain(at now: NIODeadline) -> Action {
        drainEnd = now + drainGrace
        return timerFired(at: now)
    }

    /// The time has come that was asked for.
    mutating func timerFired(at now: NIODeadline) -> Action {
        if isOverdue(at: now) { return .close }
        if let lingerEnd { return lingerEnd <= now ? .close : .wait(until: lingerEnd) }
        // An answer may take its time: requests have a deadline of their own.
        let isAnswering = unanswered > 0 && !isReceiving
        let idleEnd = (isAnswering ? now : lastActivity) + idleTimeout
        if idleEnd <= now { return .close }
        guard let drainEnd, drainEnd > now else { return .wait(until: idleEnd) }
        return .wait(until: min(idleEnd, drainEnd))
    }

    private func isOverdue(at now: NIODeadline) -> Bool {
        guard let drainEnd else { return false }
        return unanswered == 0 && !isReceiving && now >= drainEnd
    }
}
