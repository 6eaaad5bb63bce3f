internal import NIOCore

/// Who waits for what the server sends to one call.
enum PendingCall: Sendable {
    /// Unsafe, as a checked one costs an allocation: the state machine gives each call away exactly once.
    typealias Continuation = UnsafeContinuation<CallOutcome, Never>

    case unary(Continuation, TrailingMetadata?)
    case serverStream(StreamReceiver, ClientStreamUpstream, TrailingMetadata?)

    var isStream: Bool {
        switch self {
        case .unary: false
        case .serverStream: true
        }
    }

    var requestFlags: UInt8 { isStream ? FrameFlags.remoteClosed : 0 }

    /// The call has its id, and frames may arrive.
    func started(_ id: UInt32) {
        if case .serverStream(_, let upstream, _) = self { upstream.bind(id) }
    }

    /// The call ended.
    func end(_ outcome: CallOutcome) {
        switch self {
        case .unary(let continuation, _): continuation.resume(returning: outcome)
        case .serverStream(let receiver, let upstream, _):
            let outcome = outcome.asSaid(of: upstream.method)
            upstream.ended(outcome)
            receiver.ended(with: outcome)
        }
    }

    /// A frame arrived for the call; only streams get other than an outcome.
    func received(_ arrival: Arrival) {
        switch (self, arrival) {
        case (.unary(_, let trailers), .trailingMetadata(let metadata)),
            (.serverStream(_, _, let trailers), .trailingMetadata(let metadata)):
            trailers?.replace(with: metadata)
        case (_, .outcome(let outcome)):
            end(outcome)
        case (.serverStream(let receiver, let upstream, _), .message(let message, let isLast)):
            upstream.received()
            if receiver.received(message), isLast { end(.reply(ByteBuffer())) }
        case (.serverStream, .endOfStream):
            end(.reply(ByteBuffer()))
        case (.serverStream(let receiver, let upstream, _), .oversizedMessage(let byteCount)):
            // What came before it can still be read.
            receiver.ended(.failed(.messageTooLarge("message", size: byteCount)))
            upstream.cancel()
        case (.unary, .message), (.unary, .endOfStream), (.unary, .oversizedMessage):
            return
        }
    }
}

extension StreamReceiver {
    /// The stream ended with a response frame, or with its connection.
    fileprivate func ended(with outcome: CallOutcome) {
        switch outcome {
        case .reply(let message):
            // Not how a stream is said to end, but peers read it so: a last message, if there is one.
            if message.readableBytes == 0 || received(message) { ended(.completed) }
        case .failed(let status): ended(.failed(status))
        case .unsent: ended(.unsent)
        case .lost(let reason): ended(.failed(.connectionLost(because: reason)))
        }
    }
}
