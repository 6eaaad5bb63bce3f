internal import NIOCore

/// Cuts a stream of bytes into frames. Payloads are slices of what was received; only a frame that arrives in pieces is
/// put together by copying.
///
/// A frame over the payload limit is reported once, and its payload discarded as it arrives. A peer that sends nothing
/// but such frames is stopped after ``drainLimit`` bytes.
struct FrameDecoder {
    enum Event: Equatable {
        case frame(FrameHeader, ByteBuffer)
        /// The frame's payload is over the limit, and is being discarded.
        case oversized(FrameHeader)

        var header: FrameHeader {
            switch self {
            case .frame(let header, _), .oversized(let header): header
            }
        }
    }

    /// Why the stream can't go on.
    enum Violation: String, Error {
        /// A length of 16 MiB or more: what arrives is not ttrpc.
        case garbage = "the peer does not speak ttrpc"
        /// A handshake or an alert of TLS, which has such a length as well.
        case transportLayerSecurity = "the peer speaks TLS, and this side plain text"
        /// The peer goes on sending oversized frames.
        case tooMuchDrained = "the peer goes on sending oversized frames"

        /// What a stream is that begins with these two bytes, and can't be ttrpc.
        init(beginning: UInt32) {
            // The type of a TLS record is alert or handshake, and its first version byte is always 3 (RFC 8446, 5.1).
            self = [0x1503, 0x1603].contains(beginning) ? .transportLayerSecurity : .garbage
        }
    }

    /// The most bytes to discard before a valid frame arrives.
    static let drainLimit = 32 * 1024 * 1024

    /// What was received and not looked at yet.
    private var received = ByteBuffer()
    /// The beginning of a frame that came in an earlier piece.
    private var partial = ByteBuffer()
    private var bytesToDiscard = 0
    private var drained = 0
    /// Why nothing more is looked at, or kept.
    private var violation: Violation?

    /// Whether a frame has begun to arrive and is not complete.
    var isMidFrame: Bool { partial.readableBytes > 0 || received.readableBytes > 0 || bytesToDiscard > 0 }

    /// Takes bytes as they were received. ``next()`` is to be called until it returns nil before there are more.
    mutating func append(_ bytes: ByteBuffer) {
        guard violation == nil else { return }
        if received.readableBytes == 0 {
            received = bytes
        } else {
            received.writeImmutableBuffer(bytes)
        }
    }

    /// Appends all that is complete, also when it throws.
    mutating func decode(into events: inout [Event]) throws(Violation) {
        while let event = try next() { events.append(event) }
    }

    /// The next thing that is complete; nil when more bytes are needed, and after it has thrown.
    mutating func next() throws(Violation) -> Event? {
        discard()
        guard bytesToDiscard == 0 else { return nil }
        do {
            return partial.readableBytes > 0 ? try nextFromPieces() : try nextInPlace()
        } catch {
            // A connection that ends may still bring bytes for a while.
            (received, partial, violation) = (ByteBuffer(), ByteBuffer(), error)
            throw error
        }
    }

    private mutating func nextInPlace() throws(Violation) -> Event? {
        guard let header = received.getFrameHeader() else {
            try checkBeginning(of: received)
            return keepRest()
        }
        guard try isAcceptable(header) else {
            received.moveReaderIndex(forwardBy: FrameHeader.byteCount)
            return .oversized(header)
        }
        guard received.readableBytes >= header.frameLength else { return keepRest() }
        received.moveReaderIndex(forwardBy: FrameHeader.byteCount)
        return received.readSlice(length: Int(header.payloadLength)).map { .frame(header, $0) }
    }

    private mutating func nextFromPieces() throws(Violation) -> Event? {
        complete(to: FrameHeader.byteCount)
        guard let header = partial.getFrameHeader() else {
            try checkBeginning(of: partial)
            return nil
        }
        guard try isAcceptable(header) else {
            partial = ByteBuffer()
            return .oversized(header)
        }
        complete(to: header.frameLength)
        guard partial.readableBytes == header.frameLength else { return nil }
        partial.moveReaderIndex(forwardBy: FrameHeader.byteCount)
        defer { partial = ByteBuffer() }
        return .frame(header, partial)
    }

    /// Moves bytes behind the beginning of a frame until it has that length, or none are left. The storage grows with
    /// what has arrived, not with what a header promises.
    private mutating func complete(to length: Int) {
        let missing = min(length - partial.readableBytes, received.readableBytes)
        guard missing > 0, let piece = received.readSlice(length: missing) else { return }
        partial.writeImmutableBuffer(piece)
    }

    /// Nothing complete is left.
    private mutating func keepRest() -> Event? {
        partial = received
        // Not held while idle: the storage is the channel's receive buffer, which it reuses when it is free.
        received = ByteBuffer()
        return nil
    }

    /// An alert of TLS is shorter than a header, and the last that its sender says.
    private func checkBeginning(of bytes: ByteBuffer) throws(Violation) {
        guard let beginning = bytes.getInteger(at: bytes.readerIndex, as: UInt16.self), beginning >> 8 != 0 else {
            return
        }
        throw Violation(beginning: UInt32(beginning))
    }

    /// Whether the frame is within the limit; if not, its payload will be discarded.
    private mutating func isAcceptable(_ header: FrameHeader) throws(Violation) -> Bool {
        // Lengths below 16 MiB are oversized frames; a larger one is another protocol, TLS or HTTP for example.
        guard header.payloadLength >> 24 == 0 else { throw Violation(beginning: header.payloadLength >> 16) }
        let length = Int(header.payloadLength)
        if length <= FrameHeader.payloadLimit {
            drained = 0
            return true
        }
        drained += length
        guard drained <= Self.drainLimit else { throw .tooMuchDrained }
        bytesToDiscard = length
        return false
    }

    private mutating func discard() {
        guard bytesToDiscard > 0 else { return }
        let count = min(bytesToDiscard, received.readableBytes)
        received.moveReaderIndex(forwardBy: count)
        bytesToDiscard -= count
    }
}
