import Crypto
import CryptoExtras
import FoundationEssentials
import ServiceKit

/// A key of an issuer of tokens, with its public part as a JSON Web Key.
struct IssuerKey: Sendable {
    let id: String
    let algorithm: String
    let sign: @Sendable (Data) throws -> Data
    /// The members of the JSON Web Key besides kid.
    let publicMembers: [String: String]
    /// The public key as text that is easy to come by: what an attacker may try as a shared secret.
    let publicText: String

    /// The JSON Web Key; an empty member is left out.
    func json(_ changes: [String: String] = [:]) -> String {
        let members = publicMembers.merging(["kid": id]) { one, _ in one }.merging(changes) { _, new in new }
        let texts = members.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { "\"\($0)\":\"\($1)\"" }
        return "{\(texts.joined(separator: ","))}"
    }

    static func es256(_ id: String) -> IssuerKey {
        let key = P256.Signing.PrivateKey()
        let point = key.publicKey.rawRepresentation
        return IssuerKey(
            id: id, algorithm: "ES256", sign: { try key.signature(for: $0).rawRepresentation },
            publicMembers: [
                "kty": "EC", "crv": "P-256", "x": Base64URL.encode(point.prefix(32)),
                "y": Base64URL.encode(point.suffix(32)),
            ], publicText: key.publicKey.pemRepresentation)
    }

    static func edDSA(_ id: String) -> IssuerKey {
        let key = Curve25519.Signing.PrivateKey()
        let point = Base64URL.encode(key.publicKey.rawRepresentation)
        return IssuerKey(
            id: id, algorithm: "EdDSA", sign: { try key.signature(for: $0) },
            publicMembers: ["kty": "OKP", "crv": "Ed25519", "x": point], publicText: point)
    }

    static func rs256(_ id: String, size: _RSA.Signing.KeySize = .bits2048) throws -> IssuerKey {
        let key = try _RSA.Signing.PrivateKey(unsafeKeySize: size)
        let numbers = try key.publicKey.getKeyPrimitives()
        return IssuerKey(
            id: id, algorithm: "RS256",
            sign: { try key.signature(for: SHA256.hash(data: $0), padding: .insecurePKCS1v1_5).rawRepresentation },
            publicMembers: [
                "kty": "RSA", "n": Base64URL.encode(numbers.modulus), "e": Base64URL.encode(numbers.publicExponent),
            ], publicText: key.publicKey.pemRepresentation)
    }
}

extension IssuerKey {
    /// A token with these claims; a header of its own where one is given.
    func token(_ claims: String, header: String? = nil) throws -> String {
        let header = header ?? #"{"alg":"\#(algorithm)","kid":"\#(id)","typ":"JWT"}"#
        let signed = Base64URL.encode(Data(header.utf8)) + "." + Base64URL.encode(Data(claims.utf8))
        return signed + "." + Base64URL.encode(try sign(Data(signed.utf8)))
    }

    /// The set of these keys.
    static func set(_ keys: [IssuerKey]) -> [UInt8] {
        set(keys.map { $0.json() })
    }

    /// The set of these keys, written as JSON.
    static func set(_ keys: [String]) -> [UInt8] {
        Array("{\"keys\":[\(keys.joined(separator: ","))]}".utf8)
    }
}
