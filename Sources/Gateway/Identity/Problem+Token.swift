import HTTPTypes

/// The answers to those who may not have what they ask for (RFC 6750, section 3).
extension Problem {
    /// The request carries no token, and must.
    static let tokenRequired = unauthorized("This needs a bearer token.", challenge: "Bearer")

    /// The `Authorization` header is no bearer token.
    static let otherCredentials = unauthorized(
        "The header Authorization must be 'Bearer' and a token.", challenge: "Bearer")

    /// There are no keys yet to judge a token with.
    static let noTokenKeys = Problem(
        status: .serviceUnavailable, detail: "The issuer's keys can't be reached.", headers: [.retryAfter: "1"])

    init(_ refusal: TokenRefusal) {
        self = .unauthorized(
            "The bearer token is refused: \(refusal.reason).",
            challenge: "Bearer error=\"invalid_token\", error_description=\"\(refusal.reason)\"")
    }

    /// The token's holder has too low a role.
    static func needsRole(_ role: String) -> Problem {
        Problem(
            status: .forbidden, detail: "This needs the role \(role).",
            headers: [
                .wwwAuthenticate:
                    "Bearer error=\"insufficient_scope\", error_description=\"this needs the role \(role)\""
            ])
    }

    private static func unauthorized(_ detail: String, challenge: String) -> Problem {
        Problem(status: .unauthorized, detail: detail, headers: [.wwwAuthenticate: challenge])
    }
}
