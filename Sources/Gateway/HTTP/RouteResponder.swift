import HTTPTypes
import Hummingbird

/// Answers the requests of one route: lets its handler be reached by those who may, and says of its answers who may keep
/// them.
struct RouteResponder: HTTPResponder {
    private let handler: RouteTable.Handler
    private let access: Access
    private let cost: Int
    private let isRead: Bool
    /// Whether the contract says that answers tell what the cache did for them.
    private let tellsCacheStatus: Bool
    /// Nil where answers are not for everybody, or nothing that is kept.
    private let caching: CachePolicy?
    /// Nil where requests cost their client nothing.
    private let rateLimiter: RateLimiter?

    init(_ route: Route, caching: CachePolicy, rateLimiter: RateLimiter?) {
        handler = route.handler
        access = route.access
        cost = route.cost
        isRead = route.method == .get
        tellsCacheStatus =
            HTTPField.Name.cacheStatus.map {
                route.operation.answer.headers.contains($0.rawName)
            } ?? false
        self.caching = isRead && route.access == .anyone ? caching : nil
        self.rateLimiter = route.cost > 0 ? rateLimiter : nil
    }

    /// - Throws: ``Problem`` for who has asked too much, or has no access; and what the handler throws.
    func respond(to request: Request, context: GatewayContext) async throws -> Response {
        let quota = try rateLimiter?.charge(cost, for: request, context)
        if caching != nil { context.fill?.cost = cost }
        if case .role(let lowest) = access {
            _ = try await context.caller(atLeast: lowest)
        }
        var response = try await handler(request, context)
        if isRead { try request.verifyMatch(response) }
        if tellsCacheStatus, let name = HTTPField.Name.cacheStatus {
            response.headers[name] = RequestAccount.current?.cache.header
        }
        if let caching {
            caching.apply(to: &response, isSignedIn: context.caller != nil)
        } else if access != .anyone {
            response.headers[.cacheControl] = "private, no-store"
        }
        if let quota { response.headers.append(contentsOf: quota) }
        return response
    }
}
