import FoundationEssentials
import Hummingbird
import Messages
import RPC
import Stubs

/// The page that a user sees first, composed in three waves. Each method of each service is called once at most, however
/// many courses and peers there are:
///
/// 1. the user, the enrolments with their progress, the user's rank with those who stand around;
/// 2. the courses;
/// 3. the courses' creators.
///
/// No part waits for another that it doesn't need, so the waves of different parts overlap.
struct DashboardRoutes: Sendable {
    private static let parameters: Set<String> = ["limit"]

    let courses: CourseServiceClient
    let entities: Entities

    func add(to routes: RouteTable) {
        routes.add(
            "/api/v1/me/dashboard", Route(.get, .getDashboard, for: .user, cost: 10, maximumBackendCalls: 5, dashboard))
    }

    @Sendable private func dashboard(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryReader(request, allowed: Self.parameters)
        let limit = try query.integer("limit", in: 1...100, default: 20) as Int32
        let caller = try await context.caller()
        async let user = user(of: caller, context)
        async let standing = standing(of: caller, limit, context)
        // The part with the most waves needs no task of its own.
        let learning = await learning(of: caller, limit, context)
        let dashboard = await Dashboard(user: user, learning: learning, standing: standing)
        return .json(capacity: dashboard.capacity) { dashboard.write(for: caller, to: &$0) }
    }

    private func user(of caller: Caller, _ context: GatewayContext) async -> Result<LeaderboardV1.User?, Problem> {
        do {
            return .success(try await entities.user(of: caller, deadline: context.deadline))
        } catch {
            return .failure(Problem(failure: error, backend: UserRoutes.backend))
        }
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
        let userID = caller.identity.userID
        do {
            let standing = try await entities.standings.load(userID, limit: limit, deadline: context.deadline)
            guard let entries = standing.entries else {
                let away = Problem(Status(code: .unavailable, message: ""), backend: UserRoutes.backend)
                return Dashboard.Standing(rank: standing.rank, problems: [PartProblem(part: "peers", problem: away)])
            }
            return Dashboard.Standing(rank: standing.rank, entries: entries)
        } catch {
            let problem = Problem(failure: error, backend: UserRoutes.backend)
            return Dashboard.Standing(problems: ["rank", "peers"].map { PartProblem(part: $0, problem: problem) })
        }
    }
}
