public import Metrics

/// Keeps the metrics of a process for Prometheus to collect.
///
/// Timers become histograms in seconds, aggregating recorders histograms of sizes, all others counters and gauges.
/// Recording takes no lock: counts are single atomic additions, sums retry on contention.
public struct PrometheusMetricsFactory: MetricsFactory {
    private let registry: MetricsRegistry
    private let descriptions: [String: String]
    private let processMetrics: ProcessMetrics?

    /// - Parameters:
    ///   - descriptions: what the metrics mean, by name, for the HELP lines.
    ///   - seriesLimit: the most combinations of label values under one name; further ones share a series whose
    ///     values are all "other".
    public init(descriptions: [String: String] = [:], seriesLimit: Int = 500) {
        self.init(descriptions: descriptions, seriesLimit: seriesLimit, processMetrics: nil)
    }

    init(descriptions: [String: String], seriesLimit: Int = 500, processMetrics: ProcessMetrics?) {
        self.registry = MetricsRegistry(seriesLimit: seriesLimit)
        self.descriptions = descriptions
        self.processMetrics = processMetrics
    }

    /// Everything measured so far, in the text format of Prometheus, version 0.0.4.
    public func exposition() -> String {
        var writer = ExpositionWriter()
        for family in registry.snapshot() {
            writer.write(family, help: descriptions[family.name])
        }
        processMetrics?.write(to: &writer)
        return writer.text
    }
}

extension PrometheusMetricsFactory {
    /// A counter of whole things; its name ends with `_total`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        registry.series(label, dimensions, .counter, make: CounterSeries.init)
    }

    /// A counter of fractional amounts; its name ends with `_total`.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        registry.series(label, dimensions, .floatingPointCounter, make: FloatingPointCounterSeries.init)
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        registry.series(label, dimensions, .gauge, make: GaugeSeries.init)
    }

    /// A histogram of sizes when it aggregates, else a gauge.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return registry.series(label, dimensions, .gauge, make: GaugeSeries.init) }
        return registry.series(label, dimensions, .recorder) { HistogramSeries(bounds: HistogramSeries.sizeBounds) }
    }

    /// A histogram of seconds; its name ends with `_seconds`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        registry.series(label, dimensions, .timer) { HistogramSeries(bounds: HistogramSeries.durationBounds) }
    }
}

/// Series live as long as the process: one that vanished and came back would look like a reset to Prometheus.
extension PrometheusMetricsFactory {
    /// Does nothing.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Does nothing.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Does nothing.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Does nothing.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Does nothing.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
