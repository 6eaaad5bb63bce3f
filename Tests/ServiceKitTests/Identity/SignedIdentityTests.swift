import Crypto
import FoundationEssentials
import RPC
import Testing

@testable import ServiceKit

@Suite struct SignedIdentityTests {
    private let identity = Identity(userID: UUID(), role: .creator)
    private let now: Int64 = 1_800_000_000

    @Test("What the gateway signs a service believes, of each role", arguments: Role.allCases)
    func believed(role: Role) throws {
        let identity = Identity(userID: UUID(), role: role)
        let options = IdentitySigner(key: .first).options(deadline: .distantFuture, for: identity)
        #expect(try IdentityVerifier(keys: [.first]).identity(of: context(options.metadata)) == identity)
    }

    @Test("A call without an identity, and one with two, is UNAUTHENTICATED")
    func count() throws {
        let verifier = IdentityVerifier(keys: [.first])
        var metadata = Metadata()
        expectRefusal("this call needs an identity") { try verifier.identity(of: context(metadata)) }
        for _ in 0..<2 {
            metadata.append(IdentitySigner(key: .first).sign(identity), for: SignedIdentity.metadataKey)
        }
        expectRefusal("a call has one identity") { try verifier.identity(of: context(metadata)) }
    }

    @Test(
        "An identity that nobody signed is not believed",
        arguments: ["", "admin", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", String(repeating: "A", count: 78)])
    func bare(text: String) {
        expectRefusal(Self.unsigned) { try IdentityVerifier(keys: [.first]).verify(text, now: now) }
    }

    @Test("No byte of a signed identity can be changed")
    func altered() throws {
        let verifier = IdentityVerifier(keys: [.first])
        let bytes = try #require(Base64URL.decode(IdentitySigner(key: .first).sign(identity, now: now)))
        for index in bytes.indices {
            var altered = bytes
            altered[index] ^= 1
            expectRefusal(Self.unsigned) { try verifier.verify(Base64URL.encode(altered), now: now) }
        }
    }

    @Test("Its code is the HMAC of purpose and payload, whoever signs with the same signer meanwhile")
    func code() async throws {
        let signer = IdentitySigner(key: .first)
        let (identity, now) = (identity, now)
        let texts = await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { (0..<500).map { _ in signer.sign(identity, now: now) } }
            }
            return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        let text = try #require(texts.first)
        let bytes = try #require(Base64URL.decode(text))
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("lyceum-identity\0".utf8) + bytes.dropLast(32),
            using: SymmetricKey(data: Array(repeating: 1 as UInt8, count: 32)))
        #expect(texts.count == 1)
        #expect(Array(bytes.suffix(32)) == Array(code))
    }

    @Test("It expires after a minute")
    func expiry() throws {
        let verifier = IdentityVerifier(keys: [.first])
        let text = IdentitySigner(key: .first).sign(identity, now: now)
        #expect(try verifier.verify(text, now: now + 59) == identity)
        expectRefusal("the identity has expired") { try verifier.verify(text, now: now + 60) }
    }

    @Test("A key that is being replaced is accepted beside the new one; without keys nobody is believed")
    func rotation() throws {
        let old = IdentitySigner(key: .first).sign(identity, now: now)
        let new = IdentitySigner(key: .second).sign(identity, now: now)
        let both = IdentityVerifier(keys: [.second, .first])
        #expect(try both.verify(old, now: now) == identity)
        #expect(try both.verify(new, now: now) == identity)
        expectRefusal(Self.unsigned) { try IdentityVerifier(keys: [.second]).verify(old, now: now) }
        expectRefusal(Self.unsigned) { try IdentityVerifier(keys: []).verify(new, now: now) }
    }

    @Test("Of the settings' keys the first signs and all are accepted")
    func settings() throws {
        let keys = "\(String(repeating: "n", count: 32)), \(String(repeating: "o", count: 32))"
        func settings(_ text: String) -> SettingsReader {
            SettingsReader(role: .course, environment: ["LYCEUM_IDENTITY_KEY": text])
        }
        let text = try #require(try IdentitySigner(settings(keys))).sign(identity, now: now)
        #expect(try IdentityVerifier(settings(keys)).verify(text, now: now) == identity)
        #expect(
            try IdentityVerifier(settings(String(repeating: "n", count: 32))).verify(text, now: now) == identity)
        #expect(try IdentitySigner(settings("")) == nil)
        #expect(throws: SettingError.self) { try IdentityVerifier(settings("too short")) }
    }

    private static let unsigned = "the identity is not signed with a key of this service"

    private func expectRefusal(_ message: String, _ body: () throws -> Identity) {
        #expect(throws: Status(code: .unauthenticated, message: message)) { try body() }
    }

    private func context(_ metadata: Metadata) -> CallContext {
        CallContext(
            deadline: .distantFuture, metadata: metadata,
            method: MethodDescriptor(service: "lyceum.test.Service", name: "Method"))
    }
}

extension SecretBytes {
    fileprivate static let first = SecretBytes(Array(repeating: 1, count: 32))
    fileprivate static let second = SecretBytes(Array(repeating: 2, count: 32))
}
