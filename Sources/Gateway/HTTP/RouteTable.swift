import HTTPTypes
import Hummingbird

/// Adds routes by path, so that each path also answers HEAD and OPTIONS, and 405 with `Allow` for the rest.
final class RouteTable {
    typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response

    static let allMethods: [HTTPRequest.Method] =
        [
            .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
        ] + furtherMethods

    /// Methods that no route here has, so that they are refused as such and not answered with 404: QUERY
    /// (draft-ietf-httpbis-safe-method-w-body), and those of WebDAV (RFC 4918, RFC 5323).
    private static let furtherMethods = [
        "QUERY", "SEARCH", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK",
    ].compactMap { HTTPRequest.Method(rawValue: $0) }

    private static let cacheStatus = "Cache-Status"

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
        var handlers: [HTTPRequest.Method: Handler] = [:]
        for route in routes {
            self.routes.append((path, route))
            let isPublicRead = route.method == .get && route.access == .anyone
            let answer = tellingCacheStatus(route)
            let handler =
                isPublicRead
                ? caching.applied(to: keepable(route.cost, answer)) : guarded(route.access, answer)
            handlers[route.method] = charged(route.cost, handler)
        }
        add(path, handlers)
    }

    /// A handler whose answers may be kept, and cost as much when they are sent again.
    private func keepable(_ cost: Int, _ handler: @escaping Handler) -> Handler {
        { request, context in
            context.fill?.cost = cost
            return try await handler(request, context)
        }
    }

    /// A handler whose answers tell what the cache did for them, where the contract says so.
    private func tellingCacheStatus(_ route: Route) -> Handler {
        let handler = route.handler
        guard route.operation.answer.headers.contains(Self.cacheStatus), let name = HTTPField.Name(Self.cacheStatus)
        else { return handler }
        return { request, context in
            var response = try await handler(request, context)
            response.headers[name] = RequestAccount.current?.cache.header
            return response
        }
    }

    /// A handler that its clients may only call as often as they have quota for.
    private func charged(_ cost: Int, _ handler: @escaping Handler) -> Handler {
        guard cost > 0, let rateLimiter else { return handler }
        return rateLimiter.applied(cost: cost, to: handler)
    }

    /// A handler that only those may reach who have access. Unless that is everybody, the caller is a user by then, and
    /// the answer is nobody else's.
    private func guarded(_ access: Access, _ handler: @escaping Handler) -> Handler {
        guard case .role(let lowest) = access else { return handler }
        return { request, context in
            let caller = try context.caller(atLeast: lowest)
            try await caller.users.provision(caller.user, deadline: context.deadline)
            var response = try await handler(request, context)
            response.headers[.cacheControl] = "private, no-store"
            return response
        }
    }

    private func add(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
        var handlers = handlers
        if let get = handlers[.get] { handlers[.head] = get }
        let allow = (handlers.keys.map(\.rawValue) + ["OPTIONS"]).sorted().joined(separator: ", ")
        handlers[.options] = { _, _ in Response(status: .noContent, headers: [.allow: allow]) }
        for method in Self.allMethods {
            if let handler = handlers[method] {
                router.on(path, method: method, use: handler)
            } else {
                router.on(path, method: method) { _, _ -> Response in
                    throw Problem(
                        status: .methodNotAllowed, detail: "This path answers \(allow).", headers: [.allow: allow])
                }
            }
        }
    }
}
