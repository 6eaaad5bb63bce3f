import Synchronization
internal import Tracing

/// A span that is kept: it changes until it ends, then goes to the queue, once.
final class SpanRecording: Sendable {
    private let queue: SpanQueue
    /// Nil after the end.
    private let record: Mutex<SpanRecord?>

    init(_ record: SpanRecord, queue: SpanQueue) {
        self.queue = queue
        self.record = Mutex(record)
    }

    /// Nil after the end.
    func read<Value: Sendable>(_ body: (SpanRecord) -> Value) -> Value? {
        record.withLock { $0.map(body) }
    }

    /// Does nothing after the end.
    func change(_ body: (inout SpanRecord) -> Void) {
        record.withLock { record in
            guard var changed = record.take() else { return }
            body(&changed)
            record = changed
        }
    }

    func end(at nanoseconds: UInt64) {
        guard var ended = record.withLock({ $0.take() }) else { return }
        ended.end(at: nanoseconds)
        queue.offer(ended)
    }
}
