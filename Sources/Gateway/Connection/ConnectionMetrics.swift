import HTTPTypes
import Metrics

/// Counts by status what connections refuse themselves: it becomes no request, so that ``RouteMetrics`` does not see
/// it.
struct ConnectionMetrics: Sendable {
    private static let statuses: [HTTPResponse.Status] = [
        .badRequest, .requestHeaderFieldsTooLarge, .serviceUnavailable,
    ]

    private let refusals: [HTTPResponse.Status: Counter]
    private let otherRefusals: Counter

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        func counter(_ status: String) -> Counter {
            Counter(
                label: "lyceum_http_connection_refusals_total", dimensions: [("status", status)], factory: factory)
        }
        refusals = Dictionary(uniqueKeysWithValues: Self.statuses.map { ($0, counter(String($0.code))) })
        otherRefusals = counter("other")
    }

    func refused(_ status: HTTPResponse.Status) {
        (refusals[status] ?? otherRefusals).increment()
    }
}
