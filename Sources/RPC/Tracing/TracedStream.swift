internal import Messages
import Synchronization

/// A stream with a span around it, which ends with the stream or when nobody will read it any more.
final class TracedStream<Response: Message>: Sendable {
    private enum Phase {
        case idle
        case open(CallSpan, ResponseStream<Response>)
        case ended
    }

    private let next: @Sendable (CallOptions) -> ResponseStream<Response>
    private let options: CallOptions
    private let makeSpan: @Sendable () -> CallSpan
    private let phase = Mutex(Phase.idle)

    init(
        next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>, options: CallOptions,
        makeSpan: @escaping @Sendable () -> CallSpan
    ) {
        self.next = next
        self.options = options
        self.makeSpan = makeSpan
    }

    deinit {
        guard case .open(let span, _) = phase.withLock({ $0 }) else { return }
        span.end(.callerCancelled)
    }

    func read() async throws(Status) -> Response? {
        guard let (span, stream) = opened() else { return nil }
        var iterator = stream.makeAsyncIterator()
        do throws(Status) {
            if let message = try await iterator.next(isolation: nil) { return message }
            phase.withLock { $0 = .ended }
            span.end()
            return nil
        } catch {
            // The stream is that of another task, which reads on.
            if error == .streamInUse { throw error }
            phase.withLock { $0 = .ended }
            span.end(error)
            throw error
        }
    }

    /// What is read; nil after the end.
    private func opened() -> (CallSpan, ResponseStream<Response>)? {
        phase.withLock { phase in
            switch phase {
            case .ended: return nil
            case .open(let span, let stream): return (span, stream)
            case .idle:
                let span = makeSpan()
                let stream = next(span.injected(into: options))
                phase = .open(span, stream)
                return (span, stream)
            }
        }
    }
}
