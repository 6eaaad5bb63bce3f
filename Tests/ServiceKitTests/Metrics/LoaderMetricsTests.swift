import Loader
import MetricsTestKit
import Testing

@testable import ServiceKit

@Suite("Figures of a loader")
struct LoaderMetricsTests {
    private let factory = TestMetrics()
    private let labels = [("loader", "courses")]

    @Test("Batches are counted, with their keys, waiters, waits and durations")
    func batches() throws {
        let metrics = LoaderMetrics(loader: "courses", factory: factory)
        metrics.batchDispatched(keyCount: 3, waiterCount: 2, queueWait: .milliseconds(4))
        metrics.batchCompleted(keyCount: 3, duration: .milliseconds(7), outcome: .answered)
        #expect(try factory.expectCounter("lyceum_loader_batches_total", labels).totalValue == 1)
        #expect(try factory.expectRecorder("lyceum_loader_batch_keys", labels).values == [3])
        #expect(try factory.expectRecorder("lyceum_loader_batch_waiters", labels).values == [2])
        #expect(try factory.expectTimer("lyceum_loader_queue_seconds", labels).values == [4_000_000])
        #expect(try factory.expectTimer("lyceum_loader_batch_seconds", labels).values == [7_000_000])
        #expect(try factory.expectCounter("lyceum_loader_failures_total", labels).totalValue == 0)
    }

    @Test("Joined and deduplicated keys are counted apart")
    func coalesced() throws {
        let metrics = LoaderMetrics(loader: "courses", factory: factory)
        metrics.keysCoalesced(joined: 2, deduplicated: 5)
        #expect(try factory.expectCounter("lyceum_loader_joined_keys_total", labels).totalValue == 2)
        #expect(try factory.expectCounter("lyceum_loader_deduplicated_keys_total", labels).totalValue == 5)
    }

    @Test("A batch that failed or was cancelled is a failure", arguments: [LoaderOutcome.failed, .cancelled])
    func failures(outcome: LoaderOutcome) throws {
        let metrics = LoaderMetrics(loader: "courses", factory: factory)
        metrics.batchCompleted(keyCount: 1, duration: .zero, outcome: outcome)
        #expect(try factory.expectCounter("lyceum_loader_failures_total", labels).totalValue == 1)
    }

    @Test("Every metric has a description")
    func descriptions() {
        _ = LoaderMetrics(loader: "courses", factory: factory)
        let names =
            factory.counters.map(\.label) + factory.recorders.map(\.label) + factory.timers.map(\.label)
        #expect(Set(names).subtracting(MetricDescriptions.common.keys).isEmpty)
    }
}
