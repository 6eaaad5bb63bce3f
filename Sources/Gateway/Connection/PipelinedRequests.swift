import DequeModule
import NIOCore

/// The requests of one HTTP/1 connection: answered one after the other, in the order in which they came (RFC 9112, section
/// 9.3.2), each once it has come whole, and only while the client takes answers.
struct PipelinedRequests: Sendable {
    /// What to do now.
    enum Action: Equatable, Sendable {
        case wait
        /// Answer the request, and then call ``answered()``.
        case answer(ReceivedRequest)
        /// Answer what can't be read with this problem, and then call ``answered()``. HEAD is answered without a body.
        case refuse(Problem, isHead: Bool = false)
        /// Tell the client to go on and send the body.
        case sendContinue
        /// The last answer is sent: close the connection's output. Its input stays open, as the answer could be lost to a
        /// client that is still sending (RFC 9112, section 9.6).
        case closeOutput
        /// All was answered, and nothing more comes.
        case close
    }

    /// The most bytes of a body.
    private let bodyLimit: Int
    private var receiving: ReceivedRequest?
    /// Requests behind the one that is being answered.
    private var waiting = Deque<ReceivedRequest>()
    /// Bytes that they count for.
    private var waitingByteCount = 0
    private var isAnswering = false
    /// Bytes of the body of the request that is being answered.
    private var answeredByteCount = 0
    /// Whether the answer that is under way, or was sent, is the last.
    private(set) var isLast = false
    /// Whether the client may be sending behind the last answer.
    private var isClientSending = false
    /// Why nothing can be read any more, and whether that came to light with a HEAD.
    private var fault: (problem: Problem, isHead: Bool)?
    private var isInputClosed = false
    private var isWritable = true
    /// Whether the end of the connection was asked for.
    private var isOver = false

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Whether more should be read: not while a request waits for its turn already.
    var wantsMore: Bool { waiting.isEmpty }

    /// Bytes that are held: bodies, also that of the request that is being answered, and heads of requests behind it.
    var heldByteCount: Int { answeredByteCount + waitingByteCount + (receiving?.heldByteCount ?? 0) }

    mutating func receivedHead(_ request: ReceivedRequest) -> Action {
        guard fault == nil, !isOver else { return .wait }
        receiving = request
        if isAnswering || !waiting.isEmpty { receiving?.countHead() }
        return request.announcedLength > bodyLimit ? receivedTooMuch() : next()
    }

    mutating func receivedBody(_ bytes: ByteBuffer) -> Action {
        guard let length = receiving?.append(bytes), length > bodyLimit else { return .wait }
        return receivedTooMuch()
    }

    mutating func receivedEnd() -> Action {
        guard let request = receiving else { return .wait }
        receiving = nil
        return enqueue(request)
    }

    /// What came can't be read, and nor can what follows.
    ///
    /// - Parameter isHead: whether it is known to be a HEAD, though its head was not received.
    mutating func failed(_ problem: Problem, isHead: Bool = false) -> Action {
        let isHead = isHead || receiving?.head.method == .head
        receiving = nil
        fault = fault ?? (problem, isHead)
        return next()
    }

    /// The client sends no more, and what was sent has left. It may still read.
    mutating func inputClosed() -> Action {
        isInputClosed = true
        let action = next()
        return action == .wait && isIdle ? end(.close) : action
    }

    /// The client takes answers, or does not.
    mutating func writabilityChanged(_ isWritable: Bool) -> Action {
        self.isWritable = isWritable
        return next()
    }

    /// The answer that was asked for is about to be sent. Ask for ``next()`` when it is, unless this ends the connection.
    mutating func answered() -> Action {
        isAnswering = false
        answeredByteCount = 0
        if isLast {
            waiting.removeAll()
            waitingByteCount = 0
            return end(isClientSending && !isInputClosed ? .closeOutput : .close)
        }
        return isInputClosed && isIdle ? end(.close) : .wait
    }

    /// What is to be answered next, when the client takes it.
    mutating func next() -> Action {
        guard !isAnswering, !isOver, isWritable else { return .wait }
        if var request = waiting.popFirst() {
            isAnswering = true
            waitingByteCount -= request.heldByteCount
            request.headByteCount = 0
            answeredByteCount = request.byteCount
            isLast = request.isLast
            isClientSending = request.body == nil || request.changesProtocol
            return .answer(request)
        }
        if let fault {
            isAnswering = true
            isLast = true
            isClientSending = true
            return .refuse(fault.problem, isHead: fault.isHead)
        }
        if receiving?.expectsContinue == true {
            receiving?.expectsContinue = false
            return .sendContinue
        }
        return .wait
    }

    private var isIdle: Bool { !isAnswering && !isOver && waiting.isEmpty && fault == nil }

    /// Nothing is answered any more.
    private mutating func end(_ action: Action) -> Action {
        isOver = true
        return action
    }

    /// A request whose body is too long is answered without it, and is the last.
    private mutating func receivedTooMuch() -> Action {
        guard var request = receiving else { return .wait }
        receiving = nil
        request.body = nil
        request.isLast = true
        return enqueue(request)
    }

    private mutating func enqueue(_ request: ReceivedRequest) -> Action {
        waiting.append(request)
        waitingByteCount += request.heldByteCount
        return next()
    }
}
