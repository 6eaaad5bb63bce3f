internal import Messages
internal import NIOCore

extension OutboundBuffer {
    /// Appends the response frame of a call, and tells the code that its caller will see.
    mutating func append(_ reply: Reply, streamID: UInt32) -> Status.Code {
        switch reply {
        case .failure(let status):
            return appendFailure(status, streamID: streamID)
        case .message(let message, let size):
            let payloadSize = ResponseEnvelope.byteCount(messageSize: size)
            let isWritten = appendFrame(.response, streamID: streamID, payloadSize: payloadSize) { buffer in
                ResponseEnvelope.write(to: &buffer, messageSize: size, writeMessage: message.encode(into:))
            }
            guard isWritten else { return appendFailure(.wrongEncodedSize, streamID: streamID) }
            return .ok
        }
    }

    /// Appends a message of a stream; false, with nothing appended, if it is not as long as it says.
    mutating func append(_ message: any Message, size: Int, on streamID: UInt32) -> Bool {
        appendFrame(.data, streamID: streamID, payloadSize: size, write: message.encode(into:))
    }

    /// Appends the end of a stream, and tells the code that its caller will see.
    mutating func appendEnd(_ result: Result<Void, Status>, streamID: UInt32) -> Status.Code {
        switch result {
        case .failure(let status):
            return appendFailure(status, streamID: streamID)
        case .success:
            appendFrame(.data, streamID: streamID, flags: FrameFlags.endOfStream, payload: ByteBuffer())
            return .ok
        }
    }

    /// Appends the response frame of a call that failed, and tells the code that its caller will see.
    @discardableResult
    mutating func appendFailure(_ status: Status, streamID: UInt32) -> Status.Code {
        let payload = ResponseEnvelope.encode(status)
        guard payload.readableBytes <= FrameHeader.payloadLimit else {
            return appendFailure(.messageTooLarge("status", size: payload.readableBytes), streamID: streamID)
        }
        appendFrame(.response, streamID: streamID, payload: payload)
        return status.code
    }
}
