import HTTPTypes
import Metrics
import NIOCore

/// The metrics of one method of one route.
struct RouteSeries: Sendable {
    private let timer: Metrics.Timer
    /// By the class of the status.
    private let classes: [Counter]

    init(method: String, route: String, _ factory: any MetricsFactory = MetricsSystem.factory) {
        let labels = [("method", method), ("route", route)]
        timer = Metrics.Timer(label: "lyceum_http_request_seconds", dimensions: labels, factory: factory)
        classes = (1...5).map {
            Counter(
                label: "lyceum_http_requests_total", dimensions: labels + [("status", "\($0)xx")], factory: factory)
        }
    }

    func answered(_ status: HTTPResponse.Status, after duration: TimeAmount) {
        timer.recordNanoseconds(duration.nanoseconds)
        classes[min(max(status.code / 100, 1), 5) - 1].increment()
    }
}
