import HTTPTypes
import Hummingbird

extension Authentication? {
    /// Who makes a request; nil for nobody in particular, who has no token.
    ///
    /// A token that is not accepted is refused even where none is needed, so that its sender learns of it. Judging it is
    /// work, and nobody has signed in who could pay for that: his address does.
    func caller(
        of request: Request, _ context: GatewayContext, charging rateLimiter: RateLimiter?
    ) async throws -> Caller? {
        guard let header = request.headers[.authorization] else { return nil }
        do {
            let token = try Self.token(in: header)
            guard let self else { throw Problem(.notAccepted) }
            return try await self.caller(token: token, deadline: context.deadline)
        } catch let problem as Problem {
            if problem.status == .unauthorized { _ = try rateLimiter?.charge(1, for: request, context) }
            throw problem
        }
    }

    /// The token of a header `Bearer …`; the scheme's case does not matter (RFC 9110, section 11.1).
    private static func token(in header: String) throws(Problem) -> String {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].utf8.contains(UInt8(ascii: " "))
        else {
            throw .otherCredentials
        }
        return String(parts[1])
    }
}
