import Crypto
import FoundationEssentials
import NIOCore
import ServiceKit
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(2))) struct TokenVerifierTests {
    private static let es256 = IssuerKey.es256("ec")
    private static let edDSA = IssuerKey.edDSA("ed")
    private static let rs256 = Result { try IssuerKey.rs256("rsa") }

    private func keys() throws -> [IssuerKey] { [Self.es256, Self.edDSA, try Self.rs256.get()] }

    @Test("A token of each algorithm is accepted, also when it is shown again", arguments: 0..<3)
    func accepted(index: Int) async throws {
        let keys = try keys()
        let verifier = try await TestIssuer(keys).verifier()
        let id = UUID()
        let token = try keys[index].token(
            TestIssuer.claims(["role": #""creator""#, "preferred_username": #""ada""#], subject: id))
        for _ in 0..<2 {
            let user = try await verifier.verify(token, deadline: .generous)
            #expect(user.identity == Identity(userID: id, role: .creator))
            #expect(user.username == "ada")
        }
    }

    @Test("A token that names no key is matched with the only one of its algorithm, never with one of several")
    func unnamedKey() async throws {
        let header = #"{"alg":"ES256"}"#
        let token = try Self.es256.token(TestIssuer.claims(), header: header)
        _ = try await TestIssuer(keys()).verifier().verify(token, deadline: .generous)
        let verifier = try await TestIssuer([Self.es256, .es256("other")]).verifier()
        await #expect(throws: TokenRefusal.noKeyNamed) { try await verifier.verify(token, deadline: .generous) }
    }

    @Test(
        "The key decides the algorithm, whatever the header says",
        arguments: [
            (#"{"alg":"none"}"#, TokenRefusal.wrongAlgorithm), (#"{"alg":"none","kid":"ec"}"#, .wrongAlgorithm),
            (#"{"alg":"None","kid":"ec"}"#, .wrongAlgorithm), (#"{"alg":"HS256","kid":"ec"}"#, .wrongAlgorithm),
            (#"{"alg":"HS256"}"#, .wrongAlgorithm), (#"{"alg":"RS256","kid":"ec"}"#, .wrongAlgorithm),
            (#"{"alg":"EdDSA","kid":"ec"}"#, .wrongAlgorithm), (#"{"alg":"ES384","kid":"ec"}"#, .wrongAlgorithm),
            (#"{"alg":"EdDSA","kid":"ed"}"#, .badSignature), (#"{"alg":"ES256","kid":"nobody"}"#, .unknownKey),
            (#"{"alg":"ES256","kid":"ec","crit":["b64"],"b64":false}"#, .criticalHeader),
            (#"{"kid":"ec"}"#, .malformed), (#"{"alg":1,"kid":"ec"}"#, .malformed), ("[]", .malformed),
        ])
    func header(header: String, refusal: TokenRefusal) async throws {
        let verifier = try await TestIssuer(keys()).verifier()
        let token = try Self.es256.token(TestIssuer.claims(["role": #""admin""#]), header: header)
        await #expect(throws: refusal) { try await verifier.verify(token, deadline: .generous) }
    }

    @Test("A token without a signature, and one signed with a public key as a secret, is refused")
    func confusion() async throws {
        let keys = try keys()
        let verifier = try await TestIssuer(keys).verifier()
        let claims = Base64URL.encode(Data(TestIssuer.claims(["role": #""admin""#]).utf8))
        let unsigned = Base64URL.encode(Data(#"{"alg":"none"}"#.utf8)) + "." + claims + "."
        await #expect(throws: TokenRefusal.wrongAlgorithm) {
            try await verifier.verify(unsigned, deadline: .generous)
        }
        for key in keys {
            for header in [#"{"alg":"HS256"}"#, #"{"alg":"HS256","kid":"\#(key.id)"}"#] {
                let signed = Base64URL.encode(Data(header.utf8)) + "." + claims
                let code = HMAC<SHA256>.authenticationCode(
                    for: Data(signed.utf8), using: SymmetricKey(data: Data(key.publicText.utf8)))
                await #expect(throws: TokenRefusal.wrongAlgorithm) {
                    try await verifier.verify(signed + "." + Base64URL.encode(code), deadline: .generous)
                }
            }
        }
    }

    @Test("A token is refused when a byte of its claims or its signature is another, or a part is missing")
    func altered() async throws {
        let verifier = try await TestIssuer(keys()).verifier()
        for key in try keys() {
            let token = try key.token(TestIssuer.claims())
            let parts = token.split(separator: ".").map(String.init)
            for part in [1, 2] {
                var bytes = try #require(Base64URL.decode(parts[part]))
                bytes[bytes.count / 2] ^= 1
                var altered = parts
                altered[part] = Base64URL.encode(bytes)
                await #expect(throws: TokenRefusal.badSignature) {
                    try await verifier.verify(altered.joined(separator: "."), deadline: .generous)
                }
            }
            for text in [parts[0...1].joined(separator: "."), token + ".", "." + token, token + "="] {
                await #expect(throws: TokenRefusal.malformed) {
                    try await verifier.verify(text, deadline: .generous)
                }
            }
        }
    }

    @Test("Longer tokens than the limit are not looked at")
    func length() async throws {
        let verifier = try await TestIssuer(keys()).verifier()
        let padding = "\"\(String(repeating: "x", count: 8192))\""
        let token = try Self.es256.token(TestIssuer.claims(["padding": padding]))
        await #expect(throws: TokenRefusal.tooLong) { try await verifier.verify(token, deadline: .generous) }
    }

    @Test("A key that the issuer took back verifies nothing any more, not even what it verified before")
    func withdrawn() async throws {
        let issuer = TestIssuer([Self.es256, Self.edDSA])
        let verifier = try await issuer.verifier()
        let token = try Self.es256.token(TestIssuer.claims())
        _ = try await verifier.verify(token, deadline: .generous)
        issuer.publish([Self.edDSA])
        try await verifier.keys.refresh()
        await #expect(throws: TokenRefusal.unknownKey) { try await verifier.verify(token, deadline: .generous) }
    }

    @Test("Without any keys tokens can't be judged: 503")
    func noKeys() async throws {
        let issuer = TestIssuer([])
        issuer.fail(with: .unreachable)
        let keys = issuer.keyStore()
        await #expect(throws: TokenKeysError.unreachable) { try await keys.refresh() }
        let verifier = TokenVerifier(
            rules: TokenRules(issuer: TestIssuer.name, audience: "lyceum"), keys: keys, lengthLimit: 8192,
            verified: VerifiedTokens(limit: 100))
        let token = try Self.es256.token(TestIssuer.claims())
        await #expect(throws: Problem.noTokenKeys) { try await verifier.verify(token, deadline: .generous) }
    }

    @Test("A verified token costs no second signature check, and is refused once it has expired")
    func remembered() async throws {
        let memo = VerifiedTokens(limit: 10)
        let digest = VerifiedTokens.digest(of: "token")
        let user = TokenUser(
            identity: Identity(userID: UUID(), role: .learner), username: nil, email: nil,
            expiry: WallClock.seconds() - 1)
        memo.insert(user, digest, generation: 1)
        #expect(memo.user(digest, generation: 1) == user)
        #expect(memo.user(digest, generation: 2) == nil)
        #expect(memo.user(VerifiedTokens.digest(of: "token "), generation: 1) == nil)
        let issuer = TestIssuer([Self.es256])
        let keys = issuer.keyStore()
        try await keys.refresh()
        let verifier = TokenVerifier(
            rules: TokenRules(issuer: TestIssuer.name, audience: "lyceum"), keys: keys, lengthLimit: 8192,
            verified: memo)
        await #expect(throws: TokenRefusal.expired) { try await verifier.verify("token", deadline: .generous) }
    }
}
