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
    private let requestBytes: Counter
    private let responseBytes: Counter
    /// On the server.
    private let queueTime: Metrics.Timer?
    /// On the client.
    private let retries: Counter?
    /// Counters of failures by code, made when a code is first seen: most methods never see most codes.
    private let failed = Mutex<[Status.Code: Counter]>([:])

    init(
        side: Side, service: String, method: String, factory: any MetricsFactory = MetricsSystem.factory
    ) {
        let label = "lyceum_rpc_\(side.rawValue)"
        let dimensions = [("service", service), ("method", method)]
        self.factory = factory
        self.label = label
        self.dimensions = dimensions
        started = Counter(label: "\(label)_started_total", dimensions: dimensions, factory: factory)
        succeeded = Counter(
            label: "\(label)_handled_total", dimensions: dimensions + [("code", "OK")], factory: factory)
        latency = Metrics.Timer(label: "\(label)_latency_seconds", dimensions: dimensions, factory: factory)
        inFlight = Meter(label: "\(label)_in_flight", dimensions: dimensions, factory: factory)
        requestBytes = Counter(label: "\(label)_request_bytes_total", dimensions: dimensions, factory: factory)
        responseBytes = Counter(label: "\(label)_response_bytes_total", dimensions: dimensions, factory: factory)
        queueTime =
            side == .server
            ? Metrics.Timer(label: "\(label)_queue_seconds", dimensions: dimensions, factory: factory) : nil
        retries =
            side == .client
            ? Counter(label: "\(label)_retries_total", dimensions: dimensions, factory: factory) : nil
    }

    /// Counts a call that begins.
    func callStarted(requestByteCount: Int) {
        started.increment()
        inFlight.increment()
        requestBytes.increment(by: requestByteCount)
    }

    /// Measures how long a call waited for its handler to start.
    func callTakenUp(after duration: TimeAmount) {
        queueTime?.recordNanoseconds(duration.nanoseconds)
    }

    /// Counts the bytes of a reply, or of a message of a stream.
    func countResponse(byteCount: Int) {
        responseBytes.increment(by: byteCount)
    }

    /// Counts an attempt after the first one.
    func callRetried() {
        retries?.increment()
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
