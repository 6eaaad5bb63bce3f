internal import DequeModule
internal import NIOCore

/// A stream at its caller's end: the messages that have arrived and were not read, and who waits for the next.
///
/// `Reader` is what is told what it waits for; tests use a name.
struct IncomingStream<Reader: Sendable>: Sendable {
    /// What becomes of a message that arrives.
    enum Receipt {
        /// It waits to be read, or nobody will read it.
        case kept
        /// Somebody waits for it.
        case handOver(Reader)
        /// More waits to be read than may: the stream is to be given up.
        case overflow
    }

    private let byteLimit: Int
    private var messages = Deque<ByteBuffer>()
    private var byteCount = 0
    /// What was read since the last grant.
    private var ungranted = 0
    private var reader: Reader?
    private var end: StreamEnd?

    /// - Parameter byteLimit: the most bytes that may wait to be read, except for a single message.
    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// A message arrived.
    mutating func received(_ message: ByteBuffer) -> Receipt {
        guard end == nil else { return .kept }
        let cost = StreamWindow.cost(messageSize: message.readableBytes)
        if let reader = takeReader() {
            ungranted += cost
            return .handOver(reader)
        }
        guard messages.isEmpty || byteCount + cost <= byteLimit else { return .overflow }
        byteCount += cost
        messages.append(message.compacted())
        return .kept
    }

    /// The server ended the stream; what has arrived can still be read.
    /// - Returns: who waits, and is to be told.
    mutating func ended(_ end: StreamEnd) -> Reader? {
        guard self.end == nil else { return nil }
        self.end = end
        return takeReader()
    }

    /// The stream is given up; what was not read is dropped. A stream that lost something so is not whole, although its
    /// end may have come.
    /// - Returns: who waits, and is to be told; nil also when the stream has ended already.
    mutating func abort(_ status: Status) -> Reader? {
        if end != nil, !messages.isEmpty { end = .failed(status) }
        messages = []
        byteCount = 0
        return ended(.failed(status))
    }

    /// What there is to read; nil when a reader has to wait.
    mutating func read() -> StreamEvent? {
        guard let message = messages.popFirst() else { return end.map { .end($0) } }
        let cost = StreamWindow.cost(messageSize: message.readableBytes)
        byteCount -= cost
        ungranted += cost
        return .message(message)
    }

    /// Nothing is there to read.
    mutating func wait(_ reader: Reader) {
        self.reader = reader
    }

    /// What to grant the server for what was read; nil when that is not worth a frame, or the stream has ended.
    mutating func takeGrant() -> Int? {
        guard end == nil, ungranted >= StreamWindow.grantByteCount else { return nil }
        defer { ungranted = 0 }
        return ungranted
    }

    private mutating func takeReader() -> Reader? {
        defer { reader = nil }
        return reader
    }
}

extension ByteBuffer {
    /// The readable bytes in storage of about their size: a slice holds on to all that was received with it.
    fileprivate func compacted() -> ByteBuffer {
        guard storageCapacity > 2 * readableBytes else { return self }
        var copy = ByteBuffer()
        copy.writeImmutableBuffer(self)
        return copy
    }
}
