import HTTPTypes
import Hummingbird
import NIOCore

/// Tells in `Server-Timing` what a request asked of the backends, whether it succeeded or not.
struct ServerTimingMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let account = RequestAccount()
        var response = try await RequestAccount.$current.withValue(account) { try await next(request, context) }
        if let name = HTTPField.Name("Server-Timing") {
            response.headers[name] = account.header(total: .now() - context.started)
        }
        return response
    }
}
