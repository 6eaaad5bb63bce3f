internal import Messages
internal import NIOCore

extension OutboundBuffer {
    /// A status of this size is sent although replies are refused: the refusal would be hardly shorter.
    private static let smallStatusSize = 1024

    /// Appends the response frame of a call, and tells the code that its caller will see. A reply for which there is no
    /// room is refused: its caller reads too slowly, or asks for too much at once.
    ///
    /// - Parameters:
    ///   - trailers: what to say beside it, to a client that knows the extensions.
    ///   - isExtended: whether the client does.
    mutating func append(
        _ reply: Reply, streamID: UInt32, trailers: ResponseTrailers, isExtended: Bool
    ) -> Status.Code {
        switch reply {
        case .failure(let status):
            return appendFailure(status, streamID: streamID, trailers: trailers, isExtended: isExtended)
        case .message(let message, let size):
            let messageSize = ResponseEnvelope.byteCount(messageSize: size)
            var sent = trailers
            // The load is not worth a reply that is just small enough.
            if messageSize + sent.encodedSize > FrameHeader.payloadLimit { sent.load = nil }
            let payloadSize = messageSize + sent.encodedSize
            guard payloadSize <= FrameHeader.payloadLimit else {
                let tooLarge = Status.messageTooLarge("reply", size: payloadSize)
                return appendFailure(tooLarge, streamID: streamID, trailers: trailers, isExtended: isExtended)
            }
            guard takesReply(payloadSize: payloadSize) else {
                return appendFailure(
                    .repliesUnread, streamID: streamID, trailers: trailers.withoutMetadata, isExtended: isExtended)
            }
            let isWritten = appendFrame(.response, streamID: streamID, payloadSize: payloadSize) { buffer in
                ResponseEnvelope.write(to: &buffer, messageSize: size) { message.encode(into: &$0) }
                sent.encode(into: &buffer)
            }
            guard !isWritten else { return .ok }
            return appendFailure(
                .wrongEncodedSize, streamID: streamID, trailers: trailers.withoutMetadata, isExtended: isExtended)
        }
    }

    /// Appends a message of a stream; false, with nothing appended, if it is not as long as it says.
    mutating func append(_ message: any Message, size: Int, on streamID: UInt32) -> Bool {
        appendFrame(.data, streamID: streamID, payloadSize: size, write: message.encode(into:))
    }

    /// Appends the end of a stream, and tells the code that its caller will see.
    mutating func appendEnd(
        _ result: Result<Void, Status>, streamID: UInt32, metadata: Metadata, isExtended: Bool
    ) -> Status.Code {
        switch result {
        case .failure(let status):
            return appendFailure(
                status, streamID: streamID, trailers: ResponseTrailers(metadata: metadata), isExtended: isExtended)
        case .success where !metadata.isEmpty:
            // Data has no place for it; callers with the extensions take an empty response for the end as well.
            var payload = ByteBuffer()
            ResponseTrailers(metadata: metadata).encode(into: &payload)
            appendFrame(.response, streamID: streamID, payload: payload)
            return .ok
        case .success:
            appendFrame(.data, streamID: streamID, flags: FrameFlags.endOfStream, payload: ByteBuffer())
            return .ok
        }
    }

    /// Appends the response frame of a call that failed, and tells the code that its caller will see.
    @discardableResult
    mutating func appendFailure(
        _ status: Status, streamID: UInt32, trailers: ResponseTrailers = ResponseTrailers(), isExtended: Bool
    ) -> Status.Code {
        var payload = ResponseEnvelope.encode(status, isExtended: isExtended)
        trailers.encode(into: &payload)
        guard payload.readableBytes <= FrameHeader.payloadLimit else {
            let tooLarge = Status.messageTooLarge("status", size: payload.readableBytes)
            return appendFailure(
                tooLarge, streamID: streamID, trailers: trailers.withoutMetadata, isExtended: isExtended)
        }
        guard payload.readableBytes <= Self.smallStatusSize || takesReply(payloadSize: payload.readableBytes) else {
            return appendFailure(
                .repliesUnread, streamID: streamID, trailers: trailers.withoutMetadata, isExtended: isExtended)
        }
        appendFrame(.response, streamID: streamID, payload: payload)
        return status.code
    }
}
