import Crypto
import Synchronization

/// Remembers tokens that were verified, so that a signature is checked once for each token and set of keys.
final class VerifiedTokens: Sendable {
    private struct State {
        var generation = 0
        var users: BoundedMemo<SHA256.Digest, TokenUser>
    }

    private let state: Mutex<State>

    /// - Parameter limit: how many tokens are remembered at most.
    init(limit: Int) {
        state = Mutex(State(users: BoundedMemo(limit: limit)))
    }

    /// What stands for a token: nobody can find one that has the digest of another.
    static func digest(of token: String) -> SHA256.Digest {
        SHA256.hash(data: Array(token.utf8))
    }

    /// Whom a token is about that was verified with these keys.
    ///
    /// - Parameter generation: that of the keys; others make what was verified before worthless.
    func user(_ digest: SHA256.Digest, generation: Int) -> TokenUser? {
        state.withLock { $0.generation == generation ? $0.users[digest] : nil }
    }

    func insert(_ user: TokenUser, _ digest: SHA256.Digest, generation: Int) {
        state.withLock { state in
            guard generation >= state.generation else { return }
            if generation > state.generation {
                state.generation = generation
                state.users.removeAll()
            }
            state.users.insert(user, for: digest)
        }
    }
}
