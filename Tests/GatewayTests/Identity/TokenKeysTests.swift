import CryptoExtras
import FoundationEssentials
import NIOCore
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(2))) struct TokenKeysTests {
    private static let es256 = IssuerKey.es256("ec")

    private func verifies(_ json: [UInt8], _ key: IssuerKey) async throws -> Bool {
        let token = try SignedToken(key.token("{}"))
        guard let found = try await TokenKeys(json: json).key(for: token) else { return false }
        try found.verify(token)
        return true
    }

    @Test("Keys of unknown kinds, for other uses and without ids don't disturb the others")
    func mixed() async throws {
        let set = IssuerKey.set([
            #"{"kty":"oct","k":"c2VjcmV0","kid":"ec"}"#, #"{"kty":"EC","crv":"P-999","kid":"ec"}"#, "7",
            #"{"kid":"ec"}"#, IssuerKey.es256("ec").json(["use": "enc"]), IssuerKey.es256("").json(),
            Self.es256.json(["use": "sig", "alg": "ES256"]),
        ])
        #expect(try await verifies(set, Self.es256))
    }

    @Test("A private key is taken for its public part")
    func privateKey() async throws {
        #expect(try await verifies(IssuerKey.set([Self.es256.json(["d": "c2VjcmV0"])]), Self.es256))
    }

    @Test(
        "A key for another algorithm, a broken one and one without members is not used",
        arguments: [["alg": "ES384"], ["alg": "HS256"], ["use": "enc"], ["x": ""], ["x": "AAAA"], ["crv": "P-384"]])
    func unusable(changes: [String: String]) async throws {
        await #expect(throws: TokenKeysError.noUsableKey) {
            try await TokenKeys(json: IssuerKey.set([Self.es256.json(changes)]))
        }
    }

    @Test("An RSA key under 2,048 bits is not used")
    func weak() async throws {
        let key = try IssuerKey.rs256("weak", size: _RSA.Signing.KeySize(bitCount: 1024))
        await #expect(throws: TokenKeysError.noUsableKey) { try await TokenKeys(json: IssuerKey.set([key])) }
    }

    @Test("What is no key set, or a large one, is an error")
    func malformed() async throws {
        for text in ["", "[]", "{}", #"{"keys":{}}"#, "<html>"] {
            await #expect(throws: TokenKeysError.malformed) { try await TokenKeys(json: Array(text.utf8)) }
        }
        await #expect(throws: TokenKeysError.noUsableKey) { try await TokenKeys(json: IssuerKey.set([] as [String])) }
        await #expect(throws: TokenKeysError.tooLarge) {
            try await TokenKeys(json: Array(repeating: 0x20, count: TokenKeys.byteLimit + 1))
        }
        await #expect(throws: TokenKeysError.tooLarge) {
            try await TokenKeys(json: IssuerKey.set((0...TokenKeys.countLimit).map { _ in "7" }))
        }
    }
}
