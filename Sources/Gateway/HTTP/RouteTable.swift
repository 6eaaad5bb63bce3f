import HTTPTypes
import Hummingbird

/// Adds routes by path, so that each path also answers HEAD and OPTIONS, and 405 with `Allow` for the rest.
struct RouteTable {
    typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response

    private static let allMethods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    let router: Router<GatewayContext>
    let metrics: RouteMetrics
    let caching: CachePolicy

    init(_ router: Router<GatewayContext>, metrics: RouteMetrics, caching: CachePolicy = CachePolicy()) {
        self.router = router
        self.metrics = metrics
        self.caching = caching
    }

    func get(_ path: RouterPath, for access: Access = .anyone, _ handler: @escaping Handler) {
        add(path, [.get: access == .anyone ? caching.applied(to: handler) : guarded(access, handler)])
    }

    func post(_ path: RouterPath, for access: Access = .anyone, _ handler: @escaping Handler) {
        add(path, [.post: guarded(access, handler)])
    }

    /// A handler that only those may reach who have access. Unless that is everybody, the caller is a user by then, and
    /// the answer is nobody else's.
    func guarded(_ access: Access, _ handler: @escaping Handler) -> Handler {
        guard case .role(let lowest) = access else { return handler }
        return { request, context in
            let caller = try context.caller(atLeast: lowest)
            try await caller.users.provision(caller.user, deadline: context.deadline)
            var response = try await handler(request, context)
            response.headers[.cacheControl] = "private, no-store"
            return response
        }
    }

    func add(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
        var handlers = handlers
        if let get = handlers[.get] { handlers[.head] = get }
        let allow = (handlers.keys.map(\.rawValue) + ["OPTIONS"]).sorted().joined(separator: ", ")
        handlers[.options] = { _, _ in Response(status: .noContent, headers: [.allow: allow]) }
        for method in Self.allMethods {
            if let handler = handlers[method] {
                router.on(path, method: method, use: metrics.measured(method, path, handler))
            } else {
                router.on(path, method: method) { _, _ -> Response in
                    throw Problem(
                        status: .methodNotAllowed, detail: "This path answers \(allow).", headers: [.allow: allow])
                }
            }
        }
    }
}
