internal import DequeModule
internal import NIOCore

/// Frames that wait to be written: any thread appends, the event loop takes.
///
/// Frames are joined to chunks, so a burst of calls or replies costs one wake-up and few writes, and the storage of a
/// chunk that was written is used for the next one. A connection's lock guards it.
struct OutboundBuffer {
    /// A chunk is closed rather than grown beyond this; a frame that is larger has one of its own.
    static let chunkSize = 64 * 1024
    /// With so many bytes waiting, messages of streams wait outside: what one peer leaves unread stays small however
    /// many streams it has, and the replies of its calls are not behind much.
    static let streamLimit = 256 * 1024

    private let byteLimit: Int
    private var closed = Deque<ByteBuffer>()
    private var current = ByteBuffer()
    private var spare = ByteBuffer()
    private var isFlushClaimed = false
    private(set) var byteCount = 0

    /// - Parameter byteLimit: the most bytes that replies may leave waiting.
    init(byteLimit: Int = .max) {
        self.byteLimit = byteLimit
    }

    var isEmpty: Bool { byteCount == 0 }
    var takesStreams: Bool { byteCount < Self.streamLimit }
    /// Whether so much waits that to write it at once costs no more writes.
    var fillsChunk: Bool { byteCount >= Self.chunkSize / 2 }
    /// Whether an eighth more waits than replies may leave: what can't be refused has come to that.
    var overflows: Bool { byteCount - byteLimit > byteLimit / 8 }

    /// Whether a reply with a payload of this size may wait.
    func takesReply(payloadSize: Int) -> Bool {
        byteCount + FrameHeader.byteCount + payloadSize <= byteLimit
    }

    /// Appends a frame whose payload `write` writes.
    ///
    /// - Returns: false, with nothing appended, if that was not as long as it was said to be: it would have put both
    ///   sides out of step.
    mutating func appendFrame(
        _ type: FrameType, streamID: UInt32, flags: UInt8 = 0, payloadSize: Int, write: (inout ByteBuffer) -> Void
    ) -> Bool {
        let size = FrameHeader.byteCount + payloadSize
        makeRoom(for: size)
        let start = current.writerIndex
        current.reserveCapacity(minimumWritableBytes: size)
        current.writeFrameHeader(
            FrameHeader(payloadLength: UInt32(payloadSize), streamID: streamID, type: type, flags: flags))
        write(&current)
        guard current.writerIndex - start == size else {
            current.moveWriterIndex(to: start)
            return false
        }
        byteCount += size
        return true
    }

    /// Appends a frame with this payload.
    mutating func appendFrame(_ type: FrameType, streamID: UInt32, flags: UInt8 = 0, payload: ByteBuffer) {
        _ = appendFrame(type, streamID: streamID, flags: flags, payloadSize: payload.readableBytes) { buffer in
            buffer.writeImmutableBuffer(payload)
        }
    }

    private mutating func makeRoom(for size: Int) {
        guard current.readableBytes > 0, current.readableBytes + size > Self.chunkSize else { return }
        closed.append(takeCurrent())
    }

    /// Whether the one who asks has to make the event loop flush; true once for all that is appended until it has taken
    /// everything.
    mutating func claimFlush(evenIfEmpty: Bool = false) -> Bool {
        guard !isFlushClaimed, evenIfEmpty || !isEmpty else { return false }
        isFlushClaimed = true
        return true
    }

    /// Nothing is taken for a while: whoever appends next has to ask for a flush all the same.
    mutating func releaseFlush() {
        isFlushClaimed = false
    }

    /// Takes a chunk; nil when there is none.
    mutating func take() -> ByteBuffer? {
        guard !isEmpty else {
            isFlushClaimed = false
            return nil
        }
        let chunk = closed.popFirst() ?? takeCurrent()
        byteCount -= chunk.readableBytes
        if isEmpty { isFlushClaimed = false }
        return chunk
    }

    private mutating func takeCurrent() -> ByteBuffer {
        defer {
            current = spare
            spare = ByteBuffer()
            // Not when it was given back: the channel held it still, and clearing would have made other storage.
            if current.capacity > 0 { current.clear() }
        }
        return current
    }

    /// Gives the storage of a chunk back, if it is of use.
    mutating func recycle(_ chunk: ByteBuffer) {
        guard chunk.capacity <= 2 * Self.chunkSize else { return }
        spare = chunk
    }

    /// Forgets everything.
    mutating func discard() {
        closed = []
        current = ByteBuffer()
        spare = ByteBuffer()
        byteCount = 0
    }
}
