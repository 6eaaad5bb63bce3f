internal import Messages

/// Sends a stream's messages to its caller.
struct ConnectionSink: ResponseSink {
    let connection: ServerConnection
    let streamID: UInt32
    let deadline: Deadline
    let metrics: CallMetrics

    func write(_ message: any Message) async throws(Status) {
        let size = message.encodedSize
        guard size <= FrameHeader.payloadLimit else { throw .messageTooLarge("message", size: size) }
        var result = Task.isCancelled ? .ended : connection.write(message, size: size, on: streamID)
        if result == .full { result = await connection.park(message, size: size, on: streamID) }
        switch result {
        case .written: metrics.countResponse(byteCount: size)
        case .failed: throw .wrongEncodedSize
        case .full, .ended: throw deadline <= .now() ? .deadlineExceeded : .callerCancelled
        }
    }
}
