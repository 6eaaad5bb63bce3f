internal import Metrics
internal import NIOCore
import Synchronization

/// The metrics of one method on one side, made once and kept.
final class CallMetrics: Sendable {
    /// Which end of the call is measured.
    enum Side: String {
        case client, server
    }

    private let factory: any MetricsFactory
    private let label: String
    private let dimensions: [(String, String)]
    private let started: Counter
    private let succeeded: Counter
    private let latency: Metrics.Timer
    private let inFlight: Meter
    /// Counters of failures by code, made when a code is first seen: most methods never see most codes.
    private let failed = Mutex<[Status.Code: Counter]>([:])

    init(
        side: Side, service: String, method: String, factory: any MetricsFactory = MetricsSystem.factory
    ) {
        self.factory = factory
        label = "lyceum_rpc_\(side.rawValue)"
        dimensions = [("service", service), ("method", method)]
        started = Counter(label: "\(label)_started_total", dimensions: dimensions, factory: factory)
        succeeded = Counter(
            label: "\(label)_handled_total", dimensions: dimensions + [("code", "OK")], factory: factory)
        latency = Metrics.Timer(label: "\(label)_latency_seconds", dimensions: dimensions, factory: factory)
        inFlight = Meter(label: "\(label)_in_flight", dimensions: dimensions, factory: factory)
    }

    /// Counts a call that begins.
    func callStarted() {
        started.increment()
        inFlight.increment()
    }

    /// Counts a call that is refused before it runs.
    func callRefused(_ code: Status.Code) {
        started.increment()
        failureCounter(code).increment()
    }

    /// Counts a call that ends with this code.
    func callEnded(_ code: Status.Code, after duration: TimeAmount) {
        inFlight.decrement()
        latency.recordNanoseconds(duration.nanoseconds)
        if code == .ok {
            succeeded.increment()
        } else {
            failureCounter(code).increment()
        }
    }

    private func failureCounter(_ code: Status.Code) -> Counter {
        failed.withLock { counters in
            if let counter = counters[code] { return counter }
            let counter = Counter(
                label: "\(label)_handled_total", dimensions: dimensions + [("code", code.description)], factory: factory
            )
            counters[code] = counter
            return counter
        }
    }
}
