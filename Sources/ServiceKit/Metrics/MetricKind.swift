/// What a metric is, in the terms of swift-metrics.
enum MetricKind: Sendable {
    case counter
    case floatingPointCounter
    case gauge
    case timer
    case recorder

    /// The type as the exposition format names it.
    var exposedType: String {
        switch self {
        case .counter, .floatingPointCounter: "counter"
        case .gauge: "gauge"
        case .timer, .recorder: "histogram"
        }
    }

    /// What a name of this kind ends with, by the conventions of Prometheus.
    var suffix: String? {
        switch self {
        case .counter, .floatingPointCounter: "_total"
        case .timer: "_seconds"
        case .gauge, .recorder: nil
        }
    }
}
