internal import Messages

extension ClientConnection {
    /// Is told how a stream ended, which its reader may learn later.
    typealias StreamObserver = @Sendable (ClientConnection, CallOutcome) -> Void

    /// Opens a stream; one that can't be opened has ended.
    func open(_ call: OutgoingCall, at now: Deadline, onEnd: @escaping StreamObserver) -> StreamReceiver {
        let upstream = ClientStreamUpstream(call.method, on: self, onEnd: onEnd)
        let receiver = StreamReceiver(byteLimit: limits.unreadBytesPerStream, upstream: upstream)
        let pending = PendingCall.serverStream(receiver, upstream, call.options.trailingMetadata)
        if case .failure(let refusal) = start(call, pending, at: now) { pending.end(refusal.outcome) }
        return receiver
    }

    /// The reader of a stream has read so much.
    func grant(_ byteCount: Int, on id: UInt32) {
        perform { shared in
            if let frame = shared.state.grant(byteCount, on: id) { shared.outbound.append(frame) }
        }
    }
}
