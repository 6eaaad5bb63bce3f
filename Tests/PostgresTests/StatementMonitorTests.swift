import Logging
import Metrics
import NIOCore
import Testing

@testable import Postgres

@Suite("StatementMonitor")
struct StatementMonitorTests {
    let statistics = StatementMonitor.Statistics()
    let log = RecordingLog()
    let monitor: StatementMonitor

    init() {
        let log = log
        monitor = StatementMonitor(
            statistics: statistics, slowThreshold: .milliseconds(100), logger: Logger(label: "test") { _ in log })
    }

    @Test("only what takes longer than the threshold is logged")
    func slow() {
        monitor.record("fast", .ok, duration: .milliseconds(100))
        #expect(log.entries.isEmpty)
        monitor.record("slow", .deadlineExceeded, duration: .milliseconds(101))
        #expect(
            log.entries == [
                "warning slow statement duration_ms=101 outcome=deadline_exceeded statement=slow suppressed=0"
            ])
    }

    @Test("when all are slow, ten lines in ten seconds stand for them")
    func manySlow() {
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        for _ in 0..<50 { monitor.record("slow", .ok, duration: .seconds(1), at: start) }
        #expect(log.entries.count == 10)
        #expect(statistics.snapshot["slow"]?.slow == 50)
        monitor.record("slow", .ok, duration: .seconds(1), at: start + .seconds(10))
        #expect(log.entries.count == 11)
        #expect(log.entries.last?.hasSuffix("suppressed=40") == true)
    }

    @Test("each outcome that occurs has a counter, each statement a timer")
    func metrics() {
        let metrics = RecordingMetrics()
        withMetricsFactory(metrics) {
            monitor.record("a", .ok, duration: .milliseconds(2))
            monitor.record("a", .ok, duration: .milliseconds(3))
            monitor.record("a", .cancelled, duration: .milliseconds(4))
        }
        #expect(
            metrics.sums == [
                "lyceum_postgres_statements_total{statement=a,outcome=ok}": 2,
                "lyceum_postgres_statements_total{statement=a,outcome=cancelled}": 1,
                "lyceum_postgres_statement_seconds{statement=a}": 9_000_000,
            ])
    }

    @Test("each of many statements that succeed has one counter, so that a registry has room for all")
    func manyStatements() {
        let metrics = RecordingMetrics()
        withMetricsFactory(metrics) {
            for number in 0..<200 { monitor.record("s\(number)", .ok, duration: .milliseconds(1)) }
        }
        let counters = metrics.sums.filter { $0.key.hasPrefix("lyceum_postgres_statements_total") }
        #expect(counters.count == 200)
        #expect(counters.values.allSatisfy { $0 == 1 })
    }

    @Test("counts, failures and averages are kept by name")
    func averages() {
        monitor.record("a", .ok, duration: .milliseconds(10))
        monitor.record("a", .error, duration: .milliseconds(30))
        monitor.record("b", .ok, duration: .milliseconds(-1))
        let a = statistics.snapshot["a"]
        #expect(a?.count == 2)
        #expect(a?.failures == 1)
        #expect(a?.averageDuration == .milliseconds(20))
        #expect(statistics.snapshot["b"]?.totalDuration == .zero)
        #expect(StatementStatistics().averageDuration == .zero)
    }
}
