import FoundationEssentials
import Messages
import ServiceKit

/// What the claims of a token must say to be accepted, and what they mean here.
struct TokenRules: Sendable {
    var issuer: String
    /// One of the token's audiences.
    var audience: String
    /// By how much the issuer's clock may differ.
    var clockSkew: Duration = .seconds(30)
    var roleClaim = "role"

    /// The user that the claims are about.
    ///
    /// - Parameter now: in seconds since 1970.
    func user(_ payload: [UInt8], now: Int64) throws(TokenRefusal) -> TokenUser {
        guard
            let claims = try? JSONDecoder().decode(
                TokenClaims.self, from: Data(payload), configuration: roleClaim),
            !claims.subject.isEmpty, !claims.audiences.isEmpty
        else { throw .badClaims }
        let skew = clockSkew.components.seconds
        guard claims.issuer == issuer else { throw .wrongIssuer }
        guard claims.audiences.contains(audience) else { throw .wrongAudience }
        let (lastMoment, isBeyond) = claims.expiry.addingReportingOverflow(skew)
        let expiry = isBeyond ? Int64.max : lastMoment
        guard now < expiry else { throw .expired }
        if let notBefore = claims.notBefore, notBefore > now + skew { throw .notYetValid }
        let role = claims.roles.compactMap(Role.init(rawValue:)).max() ?? .learner
        return TokenUser(
            identity: Identity(userID: userID(claims), role: role), username: claims.username, email: claims.email,
            expiry: expiry)
    }

    /// The subject where it is a UUID, else its UUIDv5 in a namespace that is the UUIDv5 of the issuer's URL.
    private func userID(_ claims: TokenClaims) -> UUID {
        UUID(hyphenated: claims.subject)
            ?? UUID(name: claims.subject, in: UUID(name: claims.issuer, in: .urls))
    }
}
