import Messages
import RPC
import ServiceKit
import ServiceStores

extension LeaderboardHandlers {
    /// How often somebody may come in between.
    private static let provisionAttempts = 3

    func provisionUser(
        _ request: LeaderboardV1.ProvisionUserRequest, context: CallContext
    ) async throws -> LeaderboardV1.ProvisionUserResponse {
        let identity = try identities.identity(of: context)
        let user = NewUser(identity, username: request.username, email: request.email)
        return try await answer {
            for _ in 0..<Self.provisionAttempts {
                switch try await store.provision(user, deadline: context.deadline) {
                case .present: return .make { _ in }
                case .deleted: throw Status(code: .permissionDenied, message: "this user was deleted")
                case .contended: continue
                }
            }
            throw Status(code: .aborted, message: "others with this id or e-mail address came in between")
        }
    }
}
