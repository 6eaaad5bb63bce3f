internal import Messages
internal import NIOCore
import Synchronization

/// A stream as its caller sees it: it is opened by the first read, and opened again if it certainly did not run.
///
/// Nobody's stream goes on: when this is gone, so is the call.
final class StreamCall: Sendable {
    /// Opens the stream, after a wait for a connection if need be.
    typealias Open = @Sendable () async throws(Status) -> StreamReceiver

    private enum Phase {
        case idle
        case open(StreamReceiver, since: Deadline)
        /// A task opens it or waits for a message.
        case reading
        case ended
    }

    private let open: Open
    private let metrics: CallMetrics
    private let requestByteCount: Int
    private let phase = Mutex(Phase.idle)

    init(metrics: CallMetrics, requestByteCount: Int, open: @escaping Open) {
        self.metrics = metrics
        self.requestByteCount = requestByteCount
        self.open = open
    }

    deinit {
        guard case .open(let receiver, let began) = phase.withLock({ $0 }) else { return }
        receiver.cancel(.callerCancelled)
        metrics.callEnded(.cancelled, after: .now() - began)
    }

    /// The next message's bytes; nil at the end and ever after.
    func next() async throws(Status) -> ByteBuffer? {
        let before = phase.withLock { phase in
            let before = phase
            if case .ended = before { return before }
            phase = .reading
            return before
        }
        switch before {
        case .idle:
            metrics.callStarted(requestByteCount: requestByteCount)
            return try await read(from: nil, since: .now())
        case .open(let receiver, let began):
            return try await read(from: receiver, since: began)
        case .reading:
            throw .streamInUse
        case .ended:
            return nil
        }
    }

    private func read(from opened: StreamReceiver?, since began: Deadline) async throws(Status) -> ByteBuffer? {
        var receiver = opened
        var unsentRetries = CallAttempts.unsentLimit
        do throws(Status) {
            while true {
                let current = if let receiver { receiver } else { try await open() }
                switch await current.next() {
                case .message(let message):
                    metrics.countResponse(byteCount: message.readableBytes)
                    phase.withLock { $0 = .open(current, since: began) }
                    return message
                case .end(.completed):
                    end(.ok, since: began)
                    return nil
                case .end(.failed(let status)):
                    throw status
                case .end(.unsent):
                    guard unsentRetries > 0 else { throw .connectionLost }
                    unsentRetries -= 1
                    metrics.callRetried()
                    receiver = nil
                }
            }
        } catch {
            end(error.code, since: began)
            throw error
        }
    }

    private func end(_ code: Status.Code, since began: Deadline) {
        phase.withLock { $0 = .ended }
        metrics.callEnded(code, after: .now() - began)
    }
}

extension StreamCall {
    /// The messages that it brings. One that can't be decoded ends the call.
    func messages<Response: Message>() -> ResponseStream<Response> {
        ResponseStream { () async throws(Status) -> Response? in
            guard let message = try await self.next() else { return nil }
            do throws(Status) {
                return try Response(reply: message)
            } catch {
                self.fail(error)
                throw error
            }
        }
    }

    /// What arrived is of no use.
    private func fail(_ status: Status) {
        let before = phase.withLock { phase in
            defer { phase = .ended }
            return phase
        }
        guard case .open(let receiver, let began) = before else { return }
        receiver.cancel(status)
        metrics.callEnded(status.code, after: .now() - began)
    }
}
