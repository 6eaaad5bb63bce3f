import Crypto
import Foundation
import ServiceKit
import SystemPackage
import Testing

@testable import lyceum

@Suite("Tokens for development")
struct TokenTests {
    private struct KeySet: Decodable {
        let keys: [[String: String]]
    }

    private let settings = SettingsReader(
        role: .operator, environment: ["LYCEUM_TOKEN_ISSUER": "me", "LYCEUM_TOKEN_ROLE_CLAIM": "group"])

    @Test("a token says who, as what, from whom, for whom and until when, and the published key verifies it")
    func token() async throws {
        try await withTemporaryDirectory { directory in
            let issuer = try DevelopmentIssuer(in: directory, settings)
            let identity = Identity(userID: UUID(), role: .creator)
            let token = try issuer.token(for: identity, lifetime: .seconds(60), now: 1_800_000_000)
            let parts = token.split(separator: ".").map(String.init)
            let claims = try JSONSerialization.jsonObject(with: Data(#require(Base64URL.decode(parts[1]))))
            let expected: [String: Any] = [
                "iss": "me", "aud": "lyceum", "sub": identity.userID.uuidString.lowercased(), "group": "creator",
                "iat": 1_800_000_000, "exp": 1_800_000_060,
            ]
            #expect(claims as? NSDictionary == expected as NSDictionary)
            let set = try JSONDecoder().decode(KeySet.self, from: Data(issuer.keySet.utf8))
            let header = try JSONDecoder().decode(
                [String: String].self, from: Data(#require(Base64URL.decode(parts[0]))))
            #expect(header == ["alg": "EdDSA", "typ": "JWT", "kid": set.keys[0]["kid"]])
            #expect(Set(set.keys[0].keys) == ["kty", "crv", "alg", "use", "kid", "x"])
            let key = try Curve25519.Signing.PublicKey(
                rawRepresentation: #require(Base64URL.decode(set.keys[0]["x"] ?? "")))
            #expect(
                key.isValidSignature(
                    try #require(Base64URL.decode(parts[2])), for: Data("\(parts[0]).\(parts[1])".utf8)))
        }
    }

    @Test("the key is made once, for its owner's eyes, and the gateway is given the public one")
    func keys() async throws {
        try await withTemporaryDirectory { directory in
            let sets = try (0..<2).map { _ in
                let variables = try TokenSettings(settings, in: directory).variables
                #expect(variables["LYCEUM_TOKEN_ISSUER"] == "me" && variables["LYCEUM_TOKEN_AUDIENCE"] == "lyceum")
                return try String(contentsOfFile: #require(variables["LYCEUM_JWKS_FILE"]), encoding: .utf8)
            }
            #expect(sets[0] == sets[1])
            #expect(try directory.appending("token.key").stat().permissions == .ownerReadWrite)
        }
    }

    @Test("an operator's issuer is used, and no key is made")
    func ownIssuer() async throws {
        try await withTemporaryDirectory { directory in
            for environment in [["LYCEUM_JWKS_FILE": "/keys.json"], ["LYCEUM_JWKS_URL": "https://issuer.example/"]] {
                let settings = SettingsReader(role: .operator, environment: environment)
                let variables = try TokenSettings(settings, in: directory).variables
                #expect(variables == environment.filter { $0.key == "LYCEUM_JWKS_URL" })
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.string) == [])
        }
    }

    @Test(
        "what is no user, role or lifetime is refused",
        arguments: [
            ["--user", "7"], ["--user", unknown, "--role", "root"], ["--user", unknown, "--ttl", "0s"],
            ["--user", unknown, "--ttl", "8761h"], ["--user", unknown, "--ttl", "soon"], [],
        ])
    func arguments(arguments: [String]) {
        #expect(throws: (any Error).self) { try Token.parse(arguments) }
    }

    @Test("a learner's token for an hour is the default")
    func defaults() throws {
        let command = try Token.parse(["--user", Self.unknown])
        #expect(command.role == .learner && command.lifetime == .seconds(3_600))
        #expect(try Token.parse(["--user", Self.unknown, "--ttl", "8h"]).lifetime == .seconds(8 * 3_600))
    }

    private static let unknown = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
}
