import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite("What a request costs the backends", .serialized, .timeLimit(.minutes(5)))
struct RouteBudgetTests {
    /// A request of a route.
    private struct Example {
        let uri: String
        var body: String?
        /// The member of the answer that has an element for each entity asked for.
        var list: String?
        /// Courses that are not published are looked for among the published ones first.
        var isOfDraft = false
    }

    /// A route that reads one by one would exceed its budget at 20. A budget that no example reaches would hide that.
    @Test(
        "No route makes more calls, or statements, than it declares, however many entities it shows",
        arguments: [1, 20, 100])
    func budgets(count: Int) async throws {
        try await BudgetedBackends.run(count: count) { backends in
            let examples = Self.examples(count, backends)
            for (path, route) in try backends.gateway().routes where Self.isRead(path.description, route) {
                // What needs no backend answers as it is.
                guard route.maximumBackendCalls > 0 else { continue }
                let plain = path.description.contains("{") ? [] : [Example(uri: path.description)]
                let examples = examples["\(route.method) \(path)"] ?? plain
                #expect(!examples.isEmpty, "\(path) has no example")
                var most = 0
                for example in examples {
                    let cost = try await Self.cost(of: example, route.method, count, backends)
                    #expect(cost.calls.values.reduce(0, +) <= route.maximumBackendCalls, "\(example.uri) \(cost)")
                    #expect(cost.statements <= route.maximumBackendCalls, "\(example.uri) \(cost)")
                    #expect(
                        cost.calls.values.allSatisfy { $0 <= (example.isOfDraft ? 2 : 1) }, "\(example.uri) \(cost)")
                    most = max(most, cost.calls.values.reduce(0, +))
                }
                #expect(most == route.maximumBackendCalls, "\(route.method) \(path) declares more than it needs")
            }
        }
    }

    private static func isRead(_ path: String, _ route: Route) -> Bool {
        route.method == .get || (route.method == .post && route.access == .anyone)
    }

    private static func examples(_ count: Int, _ backends: BudgetedBackends) -> [String: [Example]] {
        let includes = "include=creator,progress,rank"
        let all = "include=creator,lessons,progress,rank"
        let (course, draft) = ("/api/v1/courses/\(backends.courses[0])", "/api/v1/courses/\(backends.draft)")
        func ids(_ member: String, _ ids: [String]) -> String {
            "{\"\(member)\":[\"\(ids.joined(separator: "\",\""))\"]}"
        }
        return [
            "GET /api/v1/courses": [Example(uri: "/api/v1/courses?limit=\(count)&\(includes)", list: "courses")],
            "GET /api/v1/courses/popular": [
                Example(uri: "/api/v1/courses/popular?limit=\(count)&\(includes)", list: "courses")
            ],
            "GET /api/v1/courses/{id}": [
                Example(uri: "\(course)?\(all)", list: "lessons"), Example(uri: "\(draft)?\(all)", isOfDraft: true),
            ],
            "GET /api/v1/courses/{id}/lessons": [
                Example(uri: "\(course)/lessons", list: "lessons"), Example(uri: "\(draft)/lessons", isOfDraft: true),
            ],
            "POST /api/v1/courses/batch": [
                Example(
                    uri: "/api/v1/courses/batch?\(includes)", body: ids("ids", backends.courses), list: "courses")
            ],
            "GET /api/v1/users/{id}": [Example(uri: "/api/v1/users/\(backends.users[0])")],
            "POST /api/v1/users/batch": [
                Example(uri: "/api/v1/users/batch", body: ids("ids", backends.users), list: "users")
            ],
            "GET /api/v1/leaderboard": [Example(uri: "/api/v1/leaderboard?limit=\(count)", list: "entries")],
            "POST /api/v1/leaderboard/ranks": [
                Example(uri: "/api/v1/leaderboard/ranks", body: ids("user_ids", backends.users), list: "ranks")
            ],
            "GET /api/v1/me/courses": [Example(uri: "/api/v1/me/courses?limit=\(count)", list: "courses")],
            "GET /api/v1/me/dashboard": [Example(uri: "/api/v1/me/dashboard?limit=\(count)", list: "courses")],
        ]
    }

    /// Asks a gateway that has asked nothing before.
    private static func cost(
        of example: Example, _ method: HTTPRequest.Method, _ count: Int, _ backends: BudgetedBackends
    ) async throws -> BudgetedBackends.Cost {
        let application = Application(router: try backends.gateway().router)
        let before = backends.cost
        try await application.test(.router) { client in
            let answer = try await client.execute(
                uri: example.uri, method: method,
                headers: example.body == nil ? [:] : [.contentType: "application/json"],
                body: example.body.map { ByteBuffer(string: $0) })
            let text = String(buffer: answer.body)
            #expect(answer.status == .ok, "\(example.uri) \(text)")
            guard let list = example.list else { return }
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            #expect((object?[list] as? [Any])?.count == count, "\(example.uri)")
            #expect(object?["problems"] == nil, "\(example.uri) \(text)")
        }
        return backends.cost - before
    }
}
