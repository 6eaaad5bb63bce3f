import HTTPTypes
import Metrics
import Synchronization

/// Counts and times all requests by route and method: also those that are refused before they reach their route, and,
/// under the route "none", those that no route answers.
final class RouteMetrics: Sendable {
    private struct Key: Hashable {
        let route: String
        let method: String
    }

    private static let knownMethods = Set(HTTPRequest.Method.standard)

    /// Made when a route is first asked for; there are as many as routes times methods.
    private let series = Mutex<[Key: RouteSeries]>([:])
    private let factory: any MetricsFactory

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        self.factory = factory
    }

    func series(of method: HTTPRequest.Method, route: String) -> RouteSeries {
        let key = Key(route: route, method: Self.knownMethods.contains(method) ? method.rawValue : "other")
        return series.withLock { series in
            if let known = series[key] { return known }
            let new = RouteSeries(method: key.method, route: key.route, factory)
            series[key] = new
            return new
        }
    }
}
