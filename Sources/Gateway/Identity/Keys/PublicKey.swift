import JWTKit

/// A JSON Web Key as an issuer publishes it (RFC 7517, RFC 7518), without its private parts.
struct PublicKey: Decodable {
    let kty: String
    let crv: String?
    let alg: String?
    let use: String?
    let kid: String?
    let x: String?
    let y: String?
    let n: String?
    let e: String?
}

extension PublicKey {
    /// The one algorithm that this key is used with, whatever a token's header says; nil where none of ours is.
    private var algorithm: JWK.Algorithm? {
        let algorithm: JWK.Algorithm? =
            switch (kty, crv) {
            case ("EC", "P-256"): .es256
            case ("OKP", "Ed25519"): .eddsa
            case ("RSA", _): .rs256
            default: nil
            }
        guard let algorithm, use ?? "sig" == "sig", alg ?? algorithm.rawValue == algorithm.rawValue else { return nil }
        return algorithm
    }

    /// The key ready for use; nil where it is for something else, too weak or broken.
    func tokenKey() async -> TokenKey? {
        guard let algorithm else { return nil }
        // The collection keeps keys by their ids.
        let id = JWKIdentifier(string: kid ?? "")
        let key: JWK =
            switch algorithm {
            case .es256: .ecdsa(algorithm, identifier: id, x: x, y: y, curve: .p256)
            case .eddsa: .octetKeyPair(algorithm, identifier: id, x: x, y: nil, curve: .ed25519)
            default: .rsa(algorithm, identifier: id, modulus: n, exponent: e)
            }
        guard let algorithm = try? await JWTKeyCollection().add(jwk: key).getKey(for: id) else { return nil }
        return TokenKey(id: kid, algorithm: algorithm)
    }
}
