import DequeModule
import HTTPTypes
import NIOCore

/// The requests of one HTTP/1 connection: answered one after the other, in the order in which they came (RFC 9112, section
/// 9.3.2), each once it has come whole.
struct PipelinedRequests: Sendable {
    /// What to do now.
    enum Action: Equatable, Sendable {
        case wait
        /// Answer the request, and then call ``answered()``.
        case answer(ReceivedRequest)
        /// Answer what can't be read with this status, and then call ``answered()``.
        case refuse(HTTPResponse.Status)
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
    private var isAnswering = false
    /// Whether the answer that is under way, or was sent, is the last.
    private(set) var isLast = false
    /// Why nothing can be read any more.
    private var fault: HTTPResponse.Status?
    private var isInputClosed = false

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Whether more should be read: not while a request waits for its turn already.
    var wantsMore: Bool { waiting.isEmpty }

    mutating func receivedHead(_ request: ReceivedRequest) -> Action {
        receiving = request
        return next()
    }

    mutating func receivedBody(_ bytes: ByteBuffer) {
        // One byte too many tells that there were more.
        let missing = bodyLimit + 1 - (receiving?.body.readableBytes ?? 0)
        guard missing > 0 else { return }
        receiving?.body.writeImmutableBuffer(bytes.getSlice(at: bytes.readerIndex, length: missing) ?? bytes)
    }

    mutating func receivedEnd() -> Action {
        guard let request = receiving else { return .wait }
        receiving = nil
        waiting.append(request)
        return next()
    }

    /// What came can't be read, and nor can what follows.
    mutating func failed(_ status: HTTPResponse.Status) -> Action {
        receiving = nil
        fault = status
        return next()
    }

    /// The client sends no more. It may still read.
    mutating func inputClosed() -> Action {
        isInputClosed = true
        return next()
    }

    /// The answer that was asked for is sent.
    mutating func answered() -> Action {
        isAnswering = false
        return isLast && !isInputClosed ? .closeOutput : next()
    }

    private mutating func next() -> Action {
        if isAnswering { return .wait }
        if !isLast {
            if let request = waiting.popFirst() {
                isAnswering = true
                isLast = request.isLast
                return .answer(request)
            }
            if let fault {
                isAnswering = true
                isLast = true
                return .refuse(fault)
            }
            if receiving?.expectsContinue == true {
                receiving?.expectsContinue = false
                return .sendContinue
            }
        }
        return isInputClosed ? .close : .wait
    }
}
