import Metrics
import Synchronization

/// A metrics backend that keeps sums by "label{dimension=value,…}"; a counter has one as soon as it is made.
final class RecordingMetrics: MetricsFactory, Sendable {
    private let recorded = Mutex<[String: Int64]>([:])

    var sums: [String: Int64] { recorded.withLock { $0 } }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let counter = Handler(key: Self.key(label, dimensions), metrics: self)
        counter.increment(by: 0)
        return counter
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Handler(key: Self.key(label, dimensions), metrics: self)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}

    private static func key(_ label: String, _ dimensions: [(String, String)]) -> String {
        "\(label){\(dimensions.map { "\($0.0)=\($0.1)" }.joined(separator: ","))}"
    }

    private final class Handler: CounterHandler, TimerHandler {
        let key: String
        let metrics: RecordingMetrics

        init(key: String, metrics: RecordingMetrics) {
            self.key = key
            self.metrics = metrics
        }

        func increment(by amount: Int64) { metrics.recorded.withLock { $0[key, default: 0] += amount } }
        func recordNanoseconds(_ duration: Int64) { increment(by: duration) }
        func reset() {}
    }
}
