import NIOCore
import RPC
import ServiceKit

/// Judges bearer tokens: signature, issuer, audience and times.
struct TokenVerifier: Sendable {
    let rules: TokenRules
    let keys: TokenKeyStore
    /// The longest token that is looked at, in bytes.
    let lengthLimit: Int
    let verified: VerifiedTokens

    /// Whom a token is about.
    ///
    /// - Throws: ``TokenRefusal``, or a 503 ``Problem`` where there are no keys to judge it with.
    func verify(_ text: String, deadline: NIODeadline) async throws -> TokenUser {
        guard text.utf8.count <= lengthLimit else { throw TokenRefusal.tooLong }
        let now = WallClock.seconds()
        guard var current = await currentKeys(deadline: deadline) else { throw Problem.noTokenKeys }
        let digest = VerifiedTokens.digest(of: text)
        if let user = verified.user(digest, generation: current.generation) {
            guard now < user.expiry else { throw TokenRefusal.expired }
            return user
        }
        let token = try SignedToken(text)
        var key = try current.keys.key(for: token)
        if key == nil {
            // The issuer may have changed its keys since they were fetched.
            current = await keys.refreshed(deadline: deadline) ?? current
            key = try current.keys.key(for: token)
        }
        guard let key else { throw TokenRefusal.unknownKey }
        try key.verify(token)
        let user = try rules.user(token.payload, now: now)
        verified.insert(user, digest, generation: current.generation)
        return user
    }

    private func currentKeys(deadline: NIODeadline) async -> TokenKeyStore.Current? {
        if let current = keys.current { return current }
        return await keys.refreshed(deadline: deadline)
    }
}
