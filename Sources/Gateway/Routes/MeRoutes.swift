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
        let identity = try await context.caller().identity
        let answer: EntityLoader<LeaderboardV1.User>.Answer
        do {
            answer = try await entities.users.load(identity.userID, deadline: context.deadline)
        } catch {
            throw Problem(failure: error, backend: UserRoutes.backend)
        }
        guard let user = answer.entity else { throw Problem.notFound("user", identity.userID.text) }
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
