import NIOCore
import RPC
import ServiceKit

/// Who makes a request, proved by a token, and what can be done in that name. A class, as a request's tasks copy it.
final class Caller: Sendable {
    let user: TokenUser
    let signer: IdentitySigner
    let users: UserProvisioner

    init(user: TokenUser, signer: IdentitySigner, users: UserProvisioner) {
        self.user = user
        self.signer = signer
        self.users = users
    }

    var identity: Identity { user.identity }

    /// Since when the service that owns users knows the caller; nil where it was not told, or long ago.
    var knownSince: NIODeadline? { users.knownSince(user) }

    /// The options of a call that the service must know the caller for. Calls that it need not know it for carry no
    /// identity, so that they can be shared with others.
    func options(deadline: NIODeadline) -> CallOptions {
        signer.options(deadline: deadline, for: identity)
    }
}

extension GatewayContext {
    /// Who makes the request, for what only users may have. The service that owns users knows the caller then, or is away.
    ///
    /// - Throws: 401 where nobody is signed in, 403 where the role is lower or the user was deleted.
    func caller(atLeast lowest: Role = .learner) async throws(Problem) -> Caller {
        guard let caller else { throw .tokenRequired }
        guard caller.identity.role >= lowest else { throw .needsRole(lowest.rawValue) }
        try await caller.users.provision(caller.user, deadline: deadline)
        return caller
    }
}
