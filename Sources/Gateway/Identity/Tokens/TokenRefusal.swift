/// Why a bearer token is not accepted, as its holder is told: `error_description` of RFC 6750.
struct TokenRefusal: Error, Equatable {
    /// Printable ASCII without quotation marks and backslashes, as the header demands.
    let reason: String

    private init(_ reason: String) {
        self.reason = reason
    }

    static let malformed = TokenRefusal("the token is not a signed JWT")
    static let tooLong = TokenRefusal("the token is too long")
    static let criticalHeader = TokenRefusal("the token's header demands an extension that is not known here")
    static let wrongAlgorithm = TokenRefusal("the token's algorithm is not that of a key of this issuer")
    static let unknownKey = TokenRefusal("the token is signed with a key that is not known")
    static let noKeyNamed = TokenRefusal("the token does not say which key signed it")
    static let badSignature = TokenRefusal("the token's signature is wrong")
    static let badClaims = TokenRefusal("the token's claims are malformed, or iss, sub, aud or exp is missing")
    static let wrongIssuer = TokenRefusal("the token is from another issuer")
    static let wrongAudience = TokenRefusal("the token is for another audience")
    static let expired = TokenRefusal("the token has expired")
    static let notYetValid = TokenRefusal("the token is not valid yet")
    static let notAccepted = TokenRefusal("this installation accepts no tokens")
}
