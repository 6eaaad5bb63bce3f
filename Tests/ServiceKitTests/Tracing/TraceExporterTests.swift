import Logging
import MetricsTestKit
import ServiceLifecycleTestKit
import Synchronization
import TestSupport
import Testing
import Tracing

@testable import ServiceKit

@Suite("Exporting spans", .timeLimit(.minutes(1)))
struct TraceExporterTests {
    private let metrics = TestMetrics()

    /// Runs an exporter in front of the collector while the closure does, and until it has ended in order.
    private func run(
        _ collector: ScriptedCollector, spans: Int, interval: Duration = .milliseconds(1),
        until body: @escaping @Sendable (SpanQueue) async throws -> Void
    ) async throws {
        let counts = TraceMetrics(factory: metrics)
        let queue = SpanQueue(limit: 100, batchSize: 2, metrics: counts)
        let exporter = TraceExporter(
            queue: queue, collector: collector, interval: interval, timeout: .seconds(30), metrics: counts,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let tracer = ExportingTracer(sampler: TraceSampler(ratio: 1), queue: queue)
        for number in 0..<spans { tracer.startSpan("\(number)", context: .topLevel).end() }
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup { group in
                group.addTask { try await exporter.run() }
                try await body(queue)
                trigger.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
    }

    private func count(_ name: String, _ reason: TraceMetrics.Loss? = nil) throws -> Int64 {
        try metrics.expectCounter(name, reason.map { [("reason", $0.rawValue)] } ?? []).totalValue
    }

    @Test("Spans leave in batches, in their order")
    func batches() async throws {
        let collector = ScriptedCollector()
        try await run(collector, spans: 5) { _ in try await collector.untilExported(5) }
        #expect(collector.batches == [["0", "1"], ["2", "3"], ["4"]])
        #expect(try count("lyceum_trace_spans_exported_total") == 5)
    }

    @Test("A busy collector gets the same batch again; what it takes at last is not lost")
    func retries() async throws {
        let collector = ScriptedCollector(.busy(retryAfter: .zero), .busy(retryAfter: .zero))
        try await run(collector, spans: 2) { _ in try await collector.untilExported(2) }
        #expect(collector.batches == [["0", "1"], ["0", "1"], ["0", "1"]])
        #expect(try count("lyceum_trace_spans_exported_total") == 2)
        #expect(try count("lyceum_trace_spans_dropped_total", .unavailable) == 0)
    }

    @Test("After five attempts the next batch has its turn; what is refused is not sent again")
    func givingUp() async throws {
        let busy = [ExportOutcome](repeating: .busy(retryAfter: .zero), count: 5)
        let collector = ScriptedCollector(busy + [.refused(status: 400), .accepted(refused: 1)])
        try await run(collector, spans: 6) { _ in try await collector.untilExported(2) }
        #expect(collector.batches.count == 7)
        #expect(try count("lyceum_trace_spans_dropped_total", .unavailable) == 2)
        #expect(try count("lyceum_trace_spans_dropped_total", .refused) == 3)
        #expect(try count("lyceum_trace_spans_exported_total") == 1)
    }

    @Test("The end of the process interrupts a wait, and sends what is left")
    func flush() async throws {
        let collector = ScriptedCollector(.busy(retryAfter: .seconds(60)))
        try await run(collector, spans: 5) { _ in try await collector.untilAsked(1) }
        #expect(collector.batches == [["0", "1"], ["0", "1"], ["2", "3"], ["4"]])
        #expect(collector.isClosed)
        #expect(try count("lyceum_trace_spans_exported_total") == 5)
    }

    @Test("What can't be sent at the end is counted")
    func lostAtTheEnd() async throws {
        let collector = ScriptedCollector(.busy(retryAfter: .seconds(60)), .unreachable)
        try await run(collector, spans: 5) { _ in try await collector.untilAsked(1) }
        #expect(try count("lyceum_trace_spans_dropped_total", .shutdown) == 5)
        #expect(try count("lyceum_trace_spans_exported_total") == 0)
    }

    @Test("Waits double, are spread by half, and are what the collector asks for, up to a minute")
    func waits() {
        var attempts = ExportAttempts()
        #expect(attempts.decide(.unreachable, jitter: 1) == .retry(after: .seconds(1)))
        #expect(attempts.decide(.busy(retryAfter: nil), jitter: 0) == .retry(after: .seconds(1)))
        #expect(attempts.decide(.unreachable, jitter: 1) == .retry(after: .seconds(4)))
        #expect(attempts.decide(.busy(retryAfter: .seconds(3_600)), jitter: 0) == .retry(after: .seconds(60)))
        #expect(attempts.decide(.unreachable, jitter: 1) == .done)
        var other = ExportAttempts()
        #expect(other.decide(.accepted(refused: 0), jitter: 1) == .done)
        #expect(other.decide(.refused(status: 400), jitter: 1) == .done)
    }
}

/// Answers as it was told, and takes everything after that.
private final class ScriptedCollector: SpanCollector {
    private struct State {
        var outcomes: [ExportOutcome]
        var batches: [[String]] = []
        var exported = 0
        var isClosed = false
    }

    private let state: Mutex<State>

    init(_ outcomes: [ExportOutcome]) {
        state = Mutex(State(outcomes: outcomes))
    }

    convenience init(_ outcomes: ExportOutcome...) {
        self.init(outcomes)
    }

    /// The names of the spans of each attempt.
    var batches: [[String]] { state.withLock { $0.batches } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    func export(_ spans: [SpanRecord], within timeout: Duration) async -> ExportOutcome {
        state.withLock { state in
            state.batches.append(spans.map(\.name))
            let outcome = state.outcomes.isEmpty ? .accepted(refused: 0) : state.outcomes.removeFirst()
            if outcome.isAccepted { state.exported += spans.count }
            return outcome
        }
    }

    func close() async {
        state.withLock { $0.isClosed = true }
    }

    func untilExported(_ count: Int) async throws {
        try await eventually { state.withLock { $0.exported >= count } }
    }

    func untilAsked(_ count: Int) async throws {
        try await eventually { state.withLock { $0.batches.count >= count } }
    }
}
