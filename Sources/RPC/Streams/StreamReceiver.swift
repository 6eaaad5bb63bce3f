internal import NIOCore
import Synchronization

/// The caller's end of a stream that was opened: what arrives waits here until it is read, by one task at a time.
final class StreamReceiver: Sendable {
    /// Unsafe, as a checked one costs an allocation: ``IncomingStream`` gives each reader away exactly once.
    typealias Reader = UnsafeContinuation<StreamEvent, Never>

    private let upstream: any StreamUpstream
    private let stream: Mutex<IncomingStream<Reader>>

    init(byteLimit: Int, upstream: any StreamUpstream) {
        self.upstream = upstream
        stream = Mutex(IncomingStream(byteLimit: byteLimit))
    }

    /// Waits for the next message or the end. The task's cancellation ends the stream.
    func next() async -> StreamEvent {
        if Task.isCancelled { cancel(.callerCancelled) }
        if let event = read() { return event }
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { reader in
                // A message or a cancellation before this moment has found nobody waiting.
                if let event = read(orWait: reader) { reader.resume(returning: event) }
            }
        } onCancel: {
            cancel(.callerCancelled)
        }
    }

    /// A message arrived; false when the stream has been given up, since its reader leaves too much unread.
    func received(_ message: ByteBuffer) -> Bool {
        let (receipt, grant) = stream.withLock { stream in
            (stream.received(message), stream.takeGrant())
        }
        if let grant { upstream.grant(grant) }
        switch receipt {
        case .kept: return true
        case .handOver(let reader):
            reader.resume(returning: .message(message))
            return true
        case .overflow:
            cancel(.streamNotRead)
            return false
        }
    }

    /// The stream ended; what has arrived can still be read.
    func ended(_ end: StreamEnd) {
        stream.withLock { $0.ended(end) }?.resume(returning: .end(end))
    }

    /// The stream ends at once, for its reader too.
    func abort(_ status: Status) {
        stream.withLock { $0.abort(status) }?.resume(returning: .end(.failed(status)))
    }

    /// As ``abort(_:)``, and the handler is cancelled.
    func cancel(_ status: Status) {
        abort(status)
        upstream.cancel()
    }

    private func read(orWait reader: Reader? = nil) -> StreamEvent? {
        let (event, grant) = stream.withLock { stream in
            let event = stream.read()
            if event == nil, let reader { stream.wait(reader) }
            return (event, stream.takeGrant())
        }
        if let grant { upstream.grant(grant) }
        return event
    }
}
