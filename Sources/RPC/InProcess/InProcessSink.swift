internal import Messages
internal import NIOCore

/// Hands a stream's messages to their reader.
struct InProcessSink: ResponseSink {
    let stream: InProcessStream
    let receiver: StreamReceiver
    let deadline: Deadline

    func write(_ message: any Message) async throws(Status) {
        let payload = try message.encoded()
        let result =
            Task.isCancelled ? .ended : await stream.admit(StreamWindow.cost(messageSize: payload.readableBytes))
        guard result == .written else { throw deadline <= .now() ? .deadlineExceeded : .callerCancelled }
        _ = receiver.received(payload)
    }
}

extension Message {
    fileprivate func encoded() throws(Status) -> ByteBuffer {
        let size = encodedSize
        guard size <= FrameHeader.payloadLimit else { throw .messageTooLarge("message", size: size) }
        var payload = ByteBuffer()
        encode(into: &payload)
        guard payload.readableBytes == size else { throw .wrongEncodedSize }
        return payload
    }
}
