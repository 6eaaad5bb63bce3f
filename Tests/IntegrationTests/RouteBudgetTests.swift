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
        var headers: HTTPFields = [:]
        var status = HTTPResponse.Status.ok
        /// The member of the answer that has an element for each entity asked for.
        var list: String?
        /// The one method that is called twice: a draft is looked for among what is published first.
        var repeatedMethod: String?
        /// What a write takes: its transaction, and what is looked up before. Nil for a read, which takes one for each
        /// call at most.
        var statements: Int?
        /// Asked by an admin, not by the creator.
        var isAdmins = false
    }

    /// A route that reads one by one would exceed its budget at 20. A budget that no example reaches would hide that.
    @Test(
        "No route makes more calls, or statements, than it declares, however many entities it is about",
        arguments: [1, 20, 100])
    func budgets(count: Int) async throws {
        try await BudgetedBackends.run(count: count) { backends in
            let examples = try Self.examples(count, backends)
            // What needs no backend answers as it is.
            for (path, route) in try backends.gateway().routes where route.maximumBackendCalls > 0 {
                let plain = path.description.contains("{") ? [] : [Example(uri: path.description)]
                let examples = examples["\(route.method) \(path)"] ?? plain
                #expect(!examples.isEmpty, "\(path) has no example")
                var most = 0
                for example in examples {
                    let cost = try await Self.cost(of: example, route.method, count, backends)
                    #expect(cost.calls.values.reduce(0, +) <= route.maximumBackendCalls, "\(example.uri) \(cost)")
                    if let statements = example.statements {
                        #expect(cost.statements == statements, "\(route.method) \(example.uri) \(cost)")
                    } else {
                        #expect(cost.statements <= route.maximumBackendCalls, "\(example.uri) \(cost)")
                    }
                    for (method, calls) in cost.calls {
                        #expect(calls <= (method == example.repeatedMethod ? 2 : 1), "\(example.uri) \(cost)")
                    }
                    most = max(most, cost.calls.values.reduce(0, +))
                }
                #expect(most == route.maximumBackendCalls, "\(route.method) \(path) declares more than it needs")
            }
        }
    }

    private static func examples(_ count: Int, _ backends: BudgetedBackends) throws -> [String: [Example]] {
        reads(count, backends).merging(try writes(backends)) { $0 + $1 }
    }

    private static func reads(_ count: Int, _ backends: BudgetedBackends) -> [String: [Example]] {
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
                Example(uri: "\(course)?\(all)", list: "lessons"),
                Example(uri: "\(draft)?\(all)", repeatedMethod: "BatchGetCourses"),
            ],
            "GET /api/v1/courses/{id}/lessons": [
                Example(uri: "\(course)/lessons", list: "lessons"),
                Example(uri: "\(draft)/lessons", repeatedMethod: "BatchListLessons"),
            ],
            "GET /api/v1/courses/{id}/lessons/{lesson}": [
                Example(uri: "\(course)/lessons/\(backends.lesson)"),
                Example(uri: "\(draft)/lessons/\(backends.draftLesson)", repeatedMethod: "BatchListLessons"),
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

    /// Of courses with more lessons than are counted.
    private static func writes(_ backends: BudgetedBackends) throws -> [String: [Example]] {
        let course = #"{"title":"Bread","category":"food","level":"beginner"}"#
        let lesson = #"{"title":"Dough","kind":"video"}"#
        let (path, edit) = ("/api/v1/courses/\(backends.written)", [.ifMatch: "*"] as HTTPFields)
        let doomed = "/api/v1/courses/\(backends.deleted)"
        let lessons = try (#require(backends.lessons.first), #require(backends.lessons.last))
        let key = try #require(HTTPField.Name.idempotencyKey)
        return [
            "POST /api/v1/courses": [
                Example(uri: "/api/v1/courses", body: course, status: .created, statements: 7),
                Example(
                    uri: "/api/v1/courses", body: course, headers: [key: "course"], status: .created, statements: 9),
            ],
            "PATCH /api/v1/courses/{id}": [
                Example(uri: path, body: #"{"title":"Cake"}"#, headers: edit, statements: 5),
                Example(
                    uri: doomed, body: #"{"status":"published"}"#, headers: edit, statements: 6, isAdmins: true),
            ],
            "DELETE /api/v1/courses/{id}": [
                Example(uri: doomed, headers: edit, status: .noContent, statements: 6, isAdmins: true)
            ],
            "POST /api/v1/courses/{id}/lessons": [
                Example(uri: "\(path)/lessons", body: lesson, status: .created, statements: 5),
                Example(
                    uri: "\(path)/lessons", body: lesson, headers: [key: "lesson"], status: .created, statements: 7),
            ],
            "PATCH /api/v1/courses/{id}/lessons/{lesson}": [
                Example(uri: "\(path)/lessons/\(lessons.0)", body: #"{"title":"Rye"}"#, headers: edit, statements: 6)
            ],
            "DELETE /api/v1/courses/{id}/lessons/{lesson}": [
                Example(uri: "\(path)/lessons/\(lessons.1)", headers: edit, status: .noContent, statements: 5)
            ],
        ]
    }

    /// Asks a gateway that has asked nothing before.
    private static func cost(
        of example: Example, _ method: HTTPRequest.Method, _ count: Int, _ backends: BudgetedBackends
    ) async throws -> BudgetedBackends.Cost {
        let application = Application(router: try backends.gateway(asAdmin: example.isAdmins).router)
        let before = backends.cost
        var headers = example.headers
        if example.body != nil { headers[.contentType] = "application/json" }
        let sent = headers
        try await application.test(.router) { client in
            let answer = try await client.execute(
                uri: example.uri, method: method, headers: sent,
                body: example.body.map { ByteBuffer(string: $0) })
            let text = String(buffer: answer.body)
            #expect(answer.status == example.status, "\(example.uri) \(text)")
            guard let list = example.list else { return }
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            #expect((object?[list] as? [Any])?.count == count, "\(example.uri)")
            #expect(object?["problems"] == nil, "\(example.uri) \(text)")
        }
        return backends.cost - before
    }
}
