import NIOCore
import RPC
import ServiceKit

/// Who makes a request, proved by a token, and what can be done in that name.
struct Caller: Sendable {
    let user: TokenUser
    let signer: IdentitySigner
    let users: UserProvisioner

    var identity: Identity { user.identity }

    /// The options of a call that the service must know the caller for. Calls that it need not know it for carry no
    /// identity, so that they can be shared with others.
    func options(deadline: NIODeadline) -> CallOptions {
        signer.options(deadline: deadline, for: identity)
    }
}

extension GatewayContext {
    /// Who makes the request, for a route that only users may use.
    ///
    /// - Throws: 401 where nobody is signed in, 403 where the role is lower.
    func caller(atLeast lowest: Role = .learner) throws(Problem) -> Caller {
        guard let caller else { throw .tokenRequired }
        guard caller.identity.role >= lowest else { throw .needsRole(lowest.rawValue) }
        return caller
    }
}
