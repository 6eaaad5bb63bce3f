import HTTPTypes
import Hummingbird
import Metrics
import NIOCore
import Synchronization

/// Counts and times all requests by route and method: also those that are refused before they reach their route, and,
/// under the route "none", those that no route answers.
final class RouteMetrics: RouterMiddleware {
    typealias Context = GatewayContext

    private struct Key: Hashable {
        let route: String
        let method: String
    }

    private static let knownMethods = Set(RouteTable.allMethods)

    /// Made when a route is first asked for; there are as many as routes times methods.
    private let series = Mutex<[Key: RouteSeries]>([:])
    private let factory: any MetricsFactory

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        self.factory = factory
    }

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let series = series(of: request.method, route: context.endpointPath ?? "none")
        do {
            let response = try await next(request, context)
            series.answered(response.status, after: .now() - context.started)
            return response
        } catch {
            series.answered(.internalServerError, after: .now() - context.started)
            throw error
        }
    }

    private func series(of method: HTTPRequest.Method, route: String) -> RouteSeries {
        let key = Key(route: route, method: Self.knownMethods.contains(method) ? method.rawValue : "other")
        return series.withLock { series in
            if let known = series[key] { return known }
            let new = RouteSeries(method: key.method, route: key.route, factory)
            series[key] = new
            return new
        }
    }
}

/// The metrics of one method of one route.
private struct RouteSeries {
    private let timer: Metrics.Timer
    /// By the class of the status.
    private let classes: [Counter]

    init(method: String, route: String, _ factory: any MetricsFactory) {
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
