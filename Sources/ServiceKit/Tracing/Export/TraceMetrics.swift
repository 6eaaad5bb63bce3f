internal import Metrics

/// Counts what becomes of spans.
struct TraceMetrics: Sendable {
    /// Why a span does not arrive.
    enum Loss: String, CaseIterable {
        /// More waited than may.
        case queueFull = "queue_full"
        /// The collector could not be reached, or did not want them now, again and again.
        case unavailable
        /// The collector refused them.
        case refused
        /// The process ended first.
        case shutdown
    }

    private let exported: Counter
    private let lost: [Loss: Counter]

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        exported = Counter(label: "lyceum_trace_spans_exported_total", factory: factory)
        lost = Dictionary(
            uniqueKeysWithValues: Loss.allCases.map { loss in
                let labels = [("reason", loss.rawValue)]
                return (loss, Counter(label: "lyceum_trace_spans_dropped_total", dimensions: labels, factory: factory))
            })
    }

    func exported(_ count: Int) {
        exported.increment(by: count)
    }

    func dropped(_ count: Int, _ loss: Loss) {
        lost[loss]?.increment(by: count)
    }
}
