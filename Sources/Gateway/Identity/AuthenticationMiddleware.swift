import HTTPTypes
import Hummingbird

/// Finds out who makes a request. One without a token is nobody's; one with a token that is not accepted is refused,
/// even where none is needed, so that its sender learns of it.
struct AuthenticationMiddleware: RouterMiddleware {
    /// Nil where no tokens are accepted.
    let authentication: Authentication?

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else { return try await next(request, context) }
        let token = try Self.token(in: header)
        guard let authentication else { throw Problem(.notAccepted) }
        var context = context
        context.caller = try await authentication.caller(token: token, deadline: context.deadline)
        return try await next(request, context)
    }

    /// The token of a header `Bearer …`; the scheme's case does not matter (RFC 9110, section 11.1).
    static func token(in header: String) throws(Problem) -> String {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].contains(" ") else {
            throw .otherCredentials
        }
        return String(parts[1])
    }
}
