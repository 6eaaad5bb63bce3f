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

    init(_ router: Router<GatewayContext>, metrics: RouteMetrics) {
        self.router = router
        self.metrics = metrics
    }

    func get(_ path: RouterPath, _ handler: @escaping Handler) {
        add(path, [.get: handler])
    }

    func post(_ path: RouterPath, _ handler: @escaping Handler) {
        add(path, [.post: handler])
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
