import FoundationEssentials
import Hummingbird
import Messages
import RPC
import Stubs

/// The page that a user sees first, composed in three waves. Each method of each service is called once at most, however
/// many courses and peers there are:
///
/// 1. the user, the enrolments with their progress, the user's rank;
/// 2. the courses, those who stand around the user;
/// 3. the courses' creators.
///
/// No part waits for another that it doesn't need, so the waves of different parts overlap.
struct DashboardRoutes: Sendable {
    let courses: CourseServiceClient
    let entities: Entities

    func add(to routes: RouteTable) {
        routes.add(
            "/api/v1/me/dashboard", Route(.get, .getDashboard, for: .user, cost: 10, maximumBackendCalls: 6, dashboard))
    }

    @Sendable private func dashboard(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryReader(request, allowed: ["limit"])
        let limit = try query.integer("limit", in: 1...100, default: 20) as Int32
        let caller = try context.caller()
        async let user = entities.users.included(
            CollectionOfOne(caller.identity.userID), backend: UserRoutes.backend, deadline: context.deadline)
        async let learning = learning(of: caller, limit, context)
        async let standing = standing(of: caller, limit, context)
        let dashboard = await Dashboard(user: user, learning: learning, standing: standing)
        return .json(capacity: 2048 * Int(limit)) { dashboard.write(for: caller, to: &$0) }
    }

    private func learning(
        of caller: Caller, _ limit: Int32, _ context: GatewayContext
    ) async -> Result<EnrolledCourses, Problem> {
        do throws(Problem) {
            return .success(
                try await EnrolledCourses.load(.make { $0.limit = limit }, of: caller, from: courses, entities, context)
            )
        } catch {
            return .failure(error)
        }
    }

    private func standing(of caller: Caller, _ limit: Int32, _ context: GatewayContext) async -> Dashboard.Standing {
        let ranks = await entities.ranks.included(
            CollectionOfOne(caller.identity.userID), for: .caller(caller), backend: UserRoutes.backend,
            deadline: context.deadline)
        if let problem = ranks.problem {
            return Dashboard.Standing(problems: ["rank", "peers"].map { PartProblem(part: $0, problem: problem) })
        }
        var standing = Dashboard.Standing(rank: ranks[caller.identity.userID])
        // Nobody stands around whoever is not on the board.
        guard let rank = standing.rank?.rank else {
            standing.peers = []
            return standing
        }
        do {
            let around = LeaderboardV1.ListEntriesRequest.make { draft in
                draft.board = LeaderboardRoutes.defaultBoard
                draft.limit = limit
                draft.offset = max(0, rank - 1 - Int64(limit) / 2)
            }
            let page = try await entities.boardPages.load(around, deadline: context.deadline)
            standing.peers = page.entries.filter { $0.userID != caller.identity.userID }
        } catch {
            let problem = Problem(failure: error, backend: UserRoutes.backend)
            standing.problems = [PartProblem(part: "peers", problem: problem)]
        }
        return standing
    }
}
