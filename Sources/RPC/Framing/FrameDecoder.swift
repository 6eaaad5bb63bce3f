internal import NIOCore

/// Cuts a stream of bytes into frames. Payloads are slices of what was received.
///
/// A frame over the payload limit is reported once, and its payload discarded as it arrives. A peer that sends nothing
/// but such frames is stopped after ``drainLimit`` bytes.
struct FrameDecoder {
    enum Event: Equatable {
        case frame(FrameHeader, ByteBuffer)
        /// The frame's payload is over the limit, and is being discarded.
        case oversized(FrameHeader)
    }

    /// Why the stream can't go on.
    enum Violation: Error {
        /// A length of 16 MiB or more: what arrives is not ttrpc.
        case garbage
        /// The peer goes on sending oversized frames.
        case tooMuchDrained
    }

    /// The most bytes to discard before a valid frame arrives.
    static let drainLimit = 32 * 1024 * 1024

    private var buffer = ByteBuffer()
    private var bytesToDiscard = 0
    private var drained = 0

    /// Whether a frame has begun to arrive and is not complete.
    var isMidFrame: Bool { buffer.readableBytes > 0 || bytesToDiscard > 0 }

    /// Takes bytes as they were received.
    mutating func append(_ bytes: ByteBuffer) {
        guard buffer.readableBytes > 0 else {
            buffer = bytes
            return
        }
        buffer.writeImmutableBuffer(bytes)
    }

    /// The next thing that is complete; nil when more bytes are needed.
    mutating func next() throws(Violation) -> Event? {
        discard()
        guard bytesToDiscard == 0, let header = buffer.getFrameHeader() else {
            // Not held while idle: the storage is the channel's receive buffer, which it reuses when it is free.
            if buffer.readableBytes == 0 { buffer = ByteBuffer() }
            return nil
        }
        // Lengths up to 16 MiB are oversized frames; a larger one is another protocol, TLS or HTTP for example.
        guard header.payloadLength >> 24 == 0 else { throw .garbage }
        let length = Int(header.payloadLength)
        guard length <= FrameHeader.payloadLimit else { return try oversized(header) }
        guard buffer.readableBytes >= FrameHeader.byteCount + length else { return nil }
        buffer.moveReaderIndex(forwardBy: FrameHeader.byteCount)
        drained = 0
        return buffer.readSlice(length: length).map { .frame(header, $0) }
    }

    private mutating func oversized(_ header: FrameHeader) throws(Violation) -> Event {
        drained += Int(header.payloadLength)
        guard drained <= Self.drainLimit else { throw .tooMuchDrained }
        buffer.moveReaderIndex(forwardBy: FrameHeader.byteCount)
        bytesToDiscard = Int(header.payloadLength)
        return .oversized(header)
    }

    private mutating func discard() {
        guard bytesToDiscard > 0 else { return }
        let count = min(bytesToDiscard, buffer.readableBytes)
        buffer.moveReaderIndex(forwardBy: count)
        bytesToDiscard -= count
    }
}
