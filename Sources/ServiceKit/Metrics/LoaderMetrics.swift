public import Loader
public import Metrics
public import NIOCore

/// Counts and times what a loader does.
public struct LoaderMetrics: LoaderObserver {
    private let batches: Counter
    private let failures: Counter
    private let keys: Recorder
    private let waiters: Recorder
    private let queueTime: Metrics.Timer
    private let duration: Metrics.Timer
    private let joined: Counter
    private let deduplicated: Counter

    /// - Parameters:
    ///   - loader: the loader's name, the label of each metric.
    ///   - factory: makes the metrics.
    public init(loader: String, factory: any MetricsFactory = MetricsSystem.factory) {
        let labels = [("loader", loader)]
        batches = Counter(label: "lyceum_loader_batches_total", dimensions: labels, factory: factory)
        failures = Counter(label: "lyceum_loader_failures_total", dimensions: labels, factory: factory)
        keys = Recorder(label: "lyceum_loader_batch_keys", dimensions: labels, factory: factory)
        waiters = Recorder(label: "lyceum_loader_batch_waiters", dimensions: labels, factory: factory)
        queueTime = Metrics.Timer(label: "lyceum_loader_queue_seconds", dimensions: labels, factory: factory)
        duration = Metrics.Timer(label: "lyceum_loader_batch_seconds", dimensions: labels, factory: factory)
        joined = Counter(label: "lyceum_loader_joined_keys_total", dimensions: labels, factory: factory)
        deduplicated = Counter(label: "lyceum_loader_deduplicated_keys_total", dimensions: labels, factory: factory)
    }

    /// Part of `LoaderObserver`.
    public func batchDispatched(keyCount: Int, waiterCount: Int, queueWait: TimeAmount) {
        batches.increment()
        keys.record(keyCount)
        waiters.record(waiterCount)
        queueTime.recordNanoseconds(queueWait.nanoseconds)
    }

    /// Part of `LoaderObserver`.
    public func keysCoalesced(joined: Int, deduplicated: Int) {
        self.joined.increment(by: joined)
        self.deduplicated.increment(by: deduplicated)
    }

    /// Part of `LoaderObserver`.
    public func batchCompleted(keyCount: Int, duration: TimeAmount, outcome: LoaderOutcome) {
        self.duration.recordNanoseconds(duration.nanoseconds)
        if outcome == .answered { return }
        failures.increment()
    }
}
