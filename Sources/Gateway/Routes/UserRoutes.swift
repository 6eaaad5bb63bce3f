import FoundationEssentials
import Hummingbird
import Messages

/// Public profiles.
struct UserRoutes: Sendable {
    static let backend = "The leaderboard service"

    let entities: Entities
    let bodyLimit: Int

    func add(to routes: RouteTable) {
        routes.add("/api/v1/users/:id", Route(.get, .getUser, one))
        routes.add("/api/v1/users/batch", Route(.post, .batchGetUsers, batch))
    }

    @Sendable private func one(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.uuid("id")
        let query = try QueryReader(request, allowed: UserView.parameters)
        let view = try UserView(query)
        let answer: EntityLoader<LeaderboardV1.User>.Answer
        do {
            answer = try await entities.users.load(id, deadline: context.deadline)
        } catch {
            throw Problem(failure: error, backend: Self.backend)
        }
        guard let user = answer.entity else { throw Problem.notFound("user", id.text) }
        let tag = EntityTag(version: user.version, detail: VersionDigest(query).text)
        return request.json(tag) { json in view.write(user, to: &json) }
    }

    @Sendable private func batch(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let view = try UserView(QueryReader(request, allowed: UserView.parameters))
        let body = try await request.message(LeaderboardV1.BatchGetUsersRequest.self, atMost: bodyLimit)
        let ids = try body.message.ids.checked(as: "ids")
        let results = await entities.users.loadMany(ids, deadline: context.deadline)
        let found = BatchResults(results, ids, entity: "user", backend: Self.backend)
        return .json(capacity: 512 * ids.count) { json in
            json.object { json in
                json.key("users")
                json.array { json in
                    for user in found.entities {
                        if let user { view.write(user, to: &json) } else { json.null() }
                    }
                }
                found.writeErrors(to: &json)
            }
        }
    }
}
