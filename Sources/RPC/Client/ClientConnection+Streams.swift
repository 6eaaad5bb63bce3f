internal import Messages

extension ClientConnection {
    /// Opens a stream, or says how the call ended that could not be made.
    func open(_ call: OutgoingCall, at now: Deadline) -> Result<StreamReceiver, Refusal> {
        let upstream = ClientStreamUpstream(connection: self)
        let receiver = StreamReceiver(byteLimit: limits.unreadBytesPerStream, upstream: upstream)
        return start(call, .serverStream(receiver, upstream, call.options.trailingMetadata), at: now).map { _ in
            receiver
        }
    }

    /// The reader of a stream has read so much.
    func grant(_ byteCount: Int, on id: UInt32) {
        perform { shared in
            if let frame = shared.state.grant(byteCount, on: id) { shared.outbound.append(frame) }
        }
    }
}
