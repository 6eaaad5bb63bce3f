import HTTPTypes
import Hummingbird
import NIOCore

/// Tells in `Server-Timing` what a request asked of the backends, whether it succeeded or not.
struct ServerTimingMiddleware: RouterMiddleware {
    let slowRequests: SlowRequestLog

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let account = RequestAccount()
        var response = try await RequestAccount.$current.withValue(account) { try await next(request, context) }
        let duration = NIODeadline.now() - context.started
        let timing = account.header(total: duration)
        if let name = HTTPField.Name("Server-Timing") { response.headers[name] = timing }
        slowRequests.answered(request, response.status, after: duration, timing: timing)
        return response
    }
}
