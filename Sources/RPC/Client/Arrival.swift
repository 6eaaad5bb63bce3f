internal import NIOCore

/// What a frame brings to the call that it belongs to.
enum Arrival: Sendable {
    /// The trailing metadata of a call, before its outcome.
    case trailingMetadata(Metadata)
    /// The call ended.
    case outcome(CallOutcome)
    /// A message of a stream, which may be the last.
    case message(ByteBuffer, isLast: Bool)
    /// A stream ended in good order.
    case endOfStream
    /// A stream's message is over the limit, and was discarded.
    case oversizedMessage(byteCount: Int)
}

extension Arrival {
    /// Reads a frame; nil for one that is neither a response nor data, which is ignored as other peers do.
    ///
    /// - Parameter trailers: is given what a response says beside its outcome.
    init?(_ event: FrameDecoder.Event, trailers: inout ResponseTrailers) {
        switch event {
        case .frame(let header, let payload):
            switch header.type {
            case .response:
                self = .outcome(CallOutcome(response: payload, trailers: &trailers))
            case .data where header.flags & FrameFlags.noData == 0:
                self = .message(payload, isLast: header.flags & FrameFlags.remoteClosed != 0)
            case .data where header.flags & FrameFlags.remoteClosed != 0:
                self = .endOfStream
            default: return nil
            }
        case .oversized(let header):
            let byteCount = Int(header.payloadLength)
            switch header.type {
            case .response: self = .outcome(.failed(.messageTooLarge("reply", size: byteCount)))
            case .data: self = .oversizedMessage(byteCount: byteCount)
            default: return nil
            }
        }
    }
}
