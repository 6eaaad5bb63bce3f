import HTTPTypes
import Hummingbird
import NIOCore

/// Gives every request a deadline. The header `Request-Timeout` (seconds, fractions allowed) can lower it.
struct DeadlineMiddleware: RouterMiddleware {
    let timeout: TimeAmount

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.deadline = context.started + min(timeout, try requested(request) ?? timeout)
        return try await next(request, context)
    }

    private func requested(_ request: Request) throws(Problem) -> TimeAmount? {
        guard let name = HTTPField.Name("Request-Timeout"), let text = request.headers[name] else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
            throw Problem(
                status: .badRequest,
                detail: "The header Request-Timeout must be a number of seconds, above 0 and at most 3600.")
        }
        return .nanoseconds(Int64(seconds * 1e9))
    }
}
