import FoundationEssentials
import ServiceKit
import Testing

@testable import Gateway

@Suite struct TokenRulesTests {
    private static let now: Int64 = 1_800_000_000
    private let rules = TokenRules(issuer: "https://issuer.example", audience: "lyceum")

    private func user(_ changes: [String: String?]) throws -> TokenUser {
        try rules.user(
            Array(TestIssuer.claims(["exp": "\(Self.now + 60)"].merging(changes) { _, new in new }).utf8),
            now: Self.now)
    }

    @Test(
        "A token with other claims is refused",
        arguments: [
            ("iss", #""https://issuer.example/""#, TokenRefusal.wrongIssuer), ("iss", nil, .badClaims),
            ("aud", #""other""#, .wrongAudience), ("aud", #"["other","Lyceum"]"#, .wrongAudience),
            ("aud", nil, .badClaims), ("aud", "[]", .badClaims), ("aud", "1", .badClaims),
            ("sub", nil, .badClaims), ("sub", #""""#, .badClaims), ("sub", "7", .badClaims),
            ("exp", nil, .badClaims), ("exp", #""soon""#, .badClaims), ("exp", "1e300", .badClaims),
            ("exp", "\(now - 30)", .expired), ("exp", "0", .expired), ("exp", "-9e18", .expired),
            ("nbf", "\(now + 31)", .notYetValid), ("nbf", "9e18", .notYetValid), ("nbf", "\"now\"", .badClaims),
        ] as [(String, String?, TokenRefusal)])
    func refused(name: String, value: String?, refusal: TokenRefusal) {
        #expect(throws: refusal) { try user([name: value]) }
    }

    @Test("Claims that are no object are refused", arguments: ["", "[]", "null", "{", "\"text\""])
    func noObject(text: String) {
        #expect(throws: TokenRefusal.badClaims) { try rules.user(Array(text.utf8), now: Self.now) }
    }

    @Test(
        "The clocks may differ by the skew",
        arguments: [
            ("exp", "\(now - 29)"), ("exp", "\(now - 29).9"), ("nbf", "\(now + 30)"), ("nbf", "\(now + 30).5"),
            ("exp", "9e18"),
        ])
    func skew(name: String, value: String) throws {
        _ = try user([name: value])
    }

    @Test("One of several audiences will do")
    func audiences() throws {
        _ = try user(["aud": #"["other","lyceum"]"#])
    }

    @Test(
        "The highest known role counts, and there is always one",
        arguments: [
            (nil, .learner), (#""admin""#, .admin), (#""Admin""#, .learner), (#""root""#, .learner),
            (#"["learner","creator","root"]"#, .creator), ("[]", .learner), (#""learner""#, .learner),
        ] as [(String?, Role)])
    func roles(claim: String?, role: Role) throws {
        #expect(try user(["role": claim]).identity.role == role)
    }

    @Test("The claim of roles can have any name")
    func roleClaim() throws {
        var rules = rules
        rules.roleClaim = "https://lyceum.example/role"
        let claims = TestIssuer.claims([
            "https://lyceum.example/role": #""creator""#, "role": #""admin""#, "exp": "\(Self.now + 1)",
        ])
        #expect(try rules.user(Array(claims.utf8), now: Self.now).identity.role == .creator)
    }

    @Test("A subject that is no UUID gets one that is the same for ever, and another for each issuer")
    func subjects() throws {
        let id = try user(["sub": #""auth0|7""#]).identity.userID
        #expect(id.uuidString == "\(UUID(name: "auth0|7", in: UUID(name: "https://issuer.example", in: .urls)))")
        #expect(try user(["sub": #""auth0|8""#]).identity.userID != id)
        let other = TokenRules(issuer: "https://other.example", audience: "lyceum")
        let claims = TestIssuer.claims([
            "iss": #""https://other.example""#, "sub": #""auth0|7""#, "exp": "\(Self.now + 1)",
        ])
        #expect(try other.user(Array(claims.utf8), now: Self.now).identity.userID != id)
    }

    @Test(
        "An address that the issuer has not verified is not taken",
        arguments: [(nil, "a@b.cd"), ("true", "a@b.cd"), ("false", nil)] as [(String?, String?)])
    func email(isVerified: String?, email: String?) throws {
        #expect(try user(["email": #""a@b.cd""#, "email_verified": isVerified]).email == email)
    }

    @Test("The reasons of refusals fit into a quoted string of a header")
    func reasons() {
        for refusal in [
            TokenRefusal.malformed, .tooLong, .criticalHeader, .wrongAlgorithm, .unknownKey, .noKeyNamed,
            .badSignature, .badClaims, .wrongIssuer, .wrongAudience, .expired, .notYetValid, .notAccepted,
        ] {
            let isFit = refusal.reason.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
            #expect(isFit, "\(refusal.reason)")
        }
    }
}
