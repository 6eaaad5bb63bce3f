import Synchronization

/// Spans that have ended and wait for their export. When it is full, new ones are dropped and counted.
final class SpanQueue: Sendable {
    /// Asks the exporter to look: a batch is full, or somebody wants it.
    let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation
    private let spans = Mutex<[SpanRecord]>([])
    private let limit: Int
    private let batchSize: Int
    private let metrics: TraceMetrics

    /// - Parameters:
    ///   - limit: the most spans that wait, those of the batch that is under way among them.
    ///   - batchSize: the most spans of a batch.
    init(limit: Int, batchSize: Int, metrics: TraceMetrics) {
        self.limit = limit
        self.batchSize = batchSize
        self.metrics = metrics
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func offer(_ span: SpanRecord) {
        let count: Int? = spans.withLock { spans in
            guard spans.count < limit else { return nil }
            spans.append(span)
            return spans.count
        }
        guard let count else { return metrics.dropped(1, .queueFull) }
        if count.isMultiple(of: batchSize) { wakeExporter() }
    }

    func wakeExporter() {
        wakeUp.yield()
    }

    /// The spans that waited longest, at most a batch of them. They wait on until they are removed.
    func batch() -> [SpanRecord] {
        spans.withLock { Array($0.prefix(batchSize)) }
    }

    /// Takes out the spans that waited longest.
    func removeFirst(_ count: Int) {
        spans.withLock { $0.removeFirst(min(count, $0.count)) }
    }

    var count: Int { spans.withLock { $0.count } }
}
