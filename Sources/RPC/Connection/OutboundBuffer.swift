internal import NIOCore

/// Frames that wait to be written, in one run of bytes: any thread appends, the event loop takes all there is.
///
/// So a burst of calls or replies costs one wake-up, one write and no allocation each. A connection's lock guards it.
struct OutboundBuffer {
    /// Storage that a burst has grown beyond this is not kept for the next one.
    private static let retainedCapacity = 256 * 1024

    private var bytes = ByteBuffer()
    private var spare = ByteBuffer()
    private var isFlushClaimed = false

    var byteCount: Int { bytes.readableBytes }
    var isEmpty: Bool { bytes.readableBytes == 0 }

    /// Appends a frame whose payload `write` writes.
    ///
    /// - Returns: false, with nothing appended, if that was not as long as it was said to be: it would have put both
    ///   sides out of step.
    mutating func appendFrame(
        _ type: FrameType, streamID: UInt32, payloadSize: Int, write: (inout ByteBuffer) -> Void
    ) -> Bool {
        let start = bytes.writerIndex
        bytes.reserveCapacity(minimumWritableBytes: FrameHeader.byteCount + payloadSize)
        bytes.writeFrameHeader(
            FrameHeader(payloadLength: UInt32(payloadSize), streamID: streamID, type: type))
        write(&bytes)
        guard bytes.writerIndex - start == FrameHeader.byteCount + payloadSize else {
            bytes.moveWriterIndex(to: start)
            return false
        }
        return true
    }

    /// Appends a frame with this payload.
    mutating func appendFrame(_ type: FrameType, streamID: UInt32, payload: ByteBuffer) {
        bytes.writeFrameHeader(
            FrameHeader(payloadLength: UInt32(payload.readableBytes), streamID: streamID, type: type))
        bytes.writeImmutableBuffer(payload)
    }

    /// Whether the one who asks has to make the event loop flush; true once for all that is appended until it does.
    mutating func claimFlush(evenIfEmpty: Bool = false) -> Bool {
        guard !isFlushClaimed, evenIfEmpty || !isEmpty else { return false }
        isFlushClaimed = true
        return true
    }

    /// Takes everything; nil when there is nothing.
    mutating func take() -> ByteBuffer? {
        isFlushClaimed = false
        guard !isEmpty else { return nil }
        let taken = bytes
        bytes = spare
        spare = ByteBuffer()
        return taken
    }

    /// Gives the storage of bytes that were taken back, if it is of use.
    mutating func recycle(_ taken: ByteBuffer) {
        guard taken.capacity <= Self.retainedCapacity else { return }
        spare = taken
        spare.clear()
    }

    /// Forgets everything.
    mutating func discard() {
        bytes = ByteBuffer()
        spare = ByteBuffer()
    }
}
