internal import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Sends the spans of a process to a collector, batch by batch, in the background. What can't be sent in time is dropped
/// and counted: requests never wait for it.
struct TraceExporter: Service, CustomStringConvertible {
    /// The longest that the end of the process waits for the last spans.
    private static let lastExport: Duration = .seconds(3)

    let queue: SpanQueue
    let collector: any SpanCollector
    /// How long spans wait while they are fewer than a batch.
    let interval: Duration
    /// The most time for an attempt.
    let timeout: Duration
    let metrics: TraceMetrics
    let logger: Logger

    /// Exports until the process stops, then what is left.
    func run() async throws {
        await cancelWhenGracefulShutdown { await exportContinuously() }
        await exportRest()
        await collector.close()
    }

    var description: String { "trace exporter" }

    private func exportContinuously() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await wakeRegularly() }
            var isWell = true
            for await _ in queue.wakeUps { await exportWaiting(&isWell) }
            group.cancelAll()
        }
    }

    private func wakeRegularly() async {
        while (try? await Task.sleep(for: interval)) != nil { queue.wakeExporter() }
    }

    private func exportWaiting(_ isWell: inout Bool) async {
        while !Task.isCancelled {
            let batch = queue.batch()
            guard !batch.isEmpty, let outcome = await deliver(batch) else { return }
            settle(batch.count, outcome)
            tell(outcome, &isWell)
        }
    }

    /// Attempts until the batch has arrived or is given up; nil when the process stops meanwhile.
    private func deliver(_ batch: [SpanRecord]) async -> ExportOutcome? {
        var attempts = ExportAttempts()
        while true {
            let outcome = await collector.export(batch, within: timeout)
            guard !Task.isCancelled || outcome.isAccepted else { return nil }
            switch attempts.decide(outcome, jitter: .random(in: 0...1)) {
            case .done: return outcome
            case .retry(let delay): guard (try? await Task.sleep(for: delay)) != nil else { return nil }
            }
        }
    }

    /// One attempt for each batch, all within little time: the process is about to end.
    private func exportRest() async {
        let end = ContinuousClock.now + Self.lastExport
        while true {
            let batch = queue.batch()
            guard !batch.isEmpty else { return }
            let outcome = await collector.export(batch, within: min(timeout, ContinuousClock.now.duration(to: end)))
            guard outcome.isAccepted else { break }
            settle(batch.count, outcome)
        }
        let rest = queue.count
        queue.removeFirst(rest)
        metrics.dropped(rest, .shutdown)
        logger.warning("Spans were not exported before the end", metadata: ["spans": "\(rest)"])
    }

    private func settle(_ count: Int, _ outcome: ExportOutcome) {
        queue.removeFirst(count)
        switch outcome {
        case .accepted(let refused):
            metrics.exported(count - refused)
            metrics.dropped(refused, .refused)
        case .refused: metrics.dropped(count, .refused)
        case .busy, .unreachable: metrics.dropped(count, .unavailable)
        }
    }

    /// Logs when exports begin to fail and when they work again, not each of them.
    private func tell(_ outcome: ExportOutcome, _ isWell: inout Bool) {
        guard outcome.isAccepted != isWell else { return }
        isWell = outcome.isAccepted
        if isWell {
            logger.info("Spans are exported again")
        } else {
            logger.warning("Spans can't be exported", metadata: ["outcome": "\(outcome)"])
        }
    }
}
