import Hummingbird
import Messages
import RPC
import ServiceKit

/// What users see of themselves.
struct MeRoutes: Sendable {
    let entities: Entities

    func add(to routes: RouteTable) {
        routes.add("/api/v1/me", Route(.get, .getMe, for: .user, me))
    }

    @Sendable private func me(_ request: Request, _ context: GatewayContext) async throws -> Response {
        _ = try QueryReader(request, allowed: [])
        let caller = try await context.caller()
        let identity = caller.identity
        let found: LeaderboardV1.User?
        do {
            found = try await entities.user(of: caller, deadline: context.deadline)
        } catch {
            throw Problem(failure: error, backend: UserRoutes.backend)
        }
        guard let user = found else { throw Problem.notFound("user", identity.userID.text) }
        return .json { json in
            json.object { json in
                json.key("role")
                json.value(identity.role.rawValue)
                json.key("user")
                json.value(user)
            }
        }
    }
}
