import HTTPTypes
import Hummingbird

/// Adds routes by path, so that each path also answers HEAD and OPTIONS, and 405 with `Allow` for the rest.
final class RouteTable {
    typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response

    let router: Router<GatewayContext>
    let caching: CachePolicy
    let rateLimiter: RateLimiter?
    /// What was added, in order.
    private(set) var routes: [(path: RouterPath, route: Route)] = []

    init(
        _ router: Router<GatewayContext>, caching: CachePolicy = CachePolicy(), rateLimiter: RateLimiter? = nil
    ) {
        self.router = router
        self.caching = caching
        self.rateLimiter = rateLimiter
    }

    /// Answers a path: nothing but these methods.
    func add(_ path: RouterPath, _ routes: Route...) {
        var responders: [HTTPRequest.Method: RouteResponder] = [:]
        for route in routes {
            self.routes.append((path, route))
            responders[route.method] = RouteResponder(route, caching: caching, rateLimiter: rateLimiter)
        }
        add(path, responders)
    }

    private func add(_ path: RouterPath, _ responders: [HTTPRequest.Method: RouteResponder]) {
        var responders = responders
        if let get = responders[.get] { responders[.head] = get }
        let allow = (responders.keys.map(\.rawValue) + ["OPTIONS"]).sorted().joined(separator: ", ")
        for method in HTTPRequest.Method.standard + [.other] {
            if let responder = responders[method] {
                router.on(path, method: method, responder: responder)
            } else if method == .options {
                router.on(path, method: method) { _, _ in Response(status: .noContent, headers: [.allow: allow]) }
            } else {
                router.on(path, method: method) { _, _ -> Response in
                    throw Problem(
                        status: .methodNotAllowed, detail: "This path answers \(allow).", headers: [.allow: allow])
                }
            }
        }
    }
}
