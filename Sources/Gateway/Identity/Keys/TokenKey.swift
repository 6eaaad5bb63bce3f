import JWTKit

/// A public key that verifies tokens.
struct TokenKey: Sendable {
    let id: String?
    let algorithm: any JWTAlgorithm

    func verify(_ token: SignedToken) throws(TokenRefusal) {
        guard token.algorithm == algorithm.name else { throw .wrongAlgorithm }
        guard (try? algorithm.verify(token.signature, signs: token.signedBytes)) == true else { throw .badSignature }
    }
}
