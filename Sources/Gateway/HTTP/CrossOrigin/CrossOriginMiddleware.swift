import HTTPTypes
import Hummingbird

/// Answers the preflights of browsers, and tells them which pages may see an answer, be it a problem.
struct CrossOriginMiddleware: RouterMiddleware {
    let policy: CrossOriginPolicy

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard policy != .nobody else { return try await next(request, context) }
        let origin = request.headers[.origin]
        if let origin, request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            var headers = policy.preflightHeaders(for: origin)
            if policy.varies { headers.addVary("Origin") }
            return Response(status: .noContent, headers: headers)
        }
        var response = try await next(request, context)
        response.headers.append(contentsOf: policy.headers(for: origin))
        if policy.varies { response.headers.addVary("Origin") }
        return response
    }
}
