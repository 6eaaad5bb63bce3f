import Foundation
import NIOHTTP1
import Testing

@Suite("Creators write the catalogue", .stack())
struct CourseWriteRouteTests {
    private func stack() throws -> Stack { try #require(Stack.current) }

    private func headers(
        _ id: UUID = UUID(), role: String = "creator", type: String = "application/json"
    ) async throws -> HTTPHeaders {
        let token = try await stack().lyceum("token", "--user", id.uuidString, "--role", role)
        return [
            "authorization": "Bearer \(token.trimmingCharacters(in: .whitespacesAndNewlines))", "content-type": type,
        ]
    }

    private func make(_ headers: HTTPHeaders, status: String = "published") async throws -> Answer {
        let body = #"{"title":"Bread","category":"food","level":"beginner","price_cents":250,"status":"\#(status)"}"#
        return try await stack().send("POST", "/api/v1/courses", headers: headers, body: body)
    }

    private func with(_ headers: HTTPHeaders, _ name: String, _ value: String?) -> HTTPHeaders {
        var headers = headers
        if let value { headers.replaceOrAdd(name: name, value: value) }
        return headers
    }

    @Test("What was written is read at once, though the cache knew it before; lessons count in the course")
    func readYourWrites() async throws {
        let headers = try await headers()
        let made = try await make(headers)
        #expect(made.status == 201, "\(made.text)")
        let path = try #require(made.headers.first(name: "location"))
        for round in 1...5 {
            // Twice, so that the second one comes from the cache.
            for _ in 0..<2 { #expect(try await stack().get(path).json["version"] as? Int == round) }
            let course = try await stack().get(path, headers: headers)
            let patched = try await stack().send(
                "PATCH", path, headers: with(headers, "if-match", course.headers.first(name: "etag") ?? "*"),
                body: #"{"title":"Bread \#(round)"}"#)
            #expect(patched.status == 200, "\(patched.text)")
            #expect(try await stack().get(path).json["title"] as? String == "Bread \(round)")
        }
        let lesson = try await stack().send(
            "POST", "\(path)/lessons", headers: headers, body: #"{"title":"Dough","kind":"video","duration":60}"#)
        #expect(lesson.status == 201, "\(lesson.text)")
        let stats = try await stack().get(path).json["stats"] as? [String: Any]
        #expect(stats?["lesson_count"] as? Int == 1)
        #expect(stats?["last_lesson_title"] as? String == "Dough")
        let lessons = try await stack().get("\(path)/lessons").json["lessons"] as? [[String: Any]]
        let id = try #require(lessons?.first?["id"] as? String)
        #expect(lesson.headers.first(name: "location") == "\(path)/lessons/\(id)")
        let read = try await stack().get("\(path)/lessons/\(id)")
        #expect(read.json["title"] as? String == "Dough", "\(read.text)")
        let patch = with(headers, "content-type", "application/merge-patch+json")
        let moved = try await stack().send(
            "PATCH", "\(path)/lessons/\(id)", headers: with(patch, "if-match", read.headers.first(name: "etag")),
            body: #"{"title":"Kneading","difficulty":null}"#)
        #expect(moved.json["title"] as? String == "Kneading", "\(moved.text)")
        let any = with(headers, "if-match", "*")
        #expect(try await stack().send("DELETE", "\(path)/lessons/\(id)", headers: any).status == 204)
        #expect(try await stack().send("DELETE", path, headers: any).status == 204)
        #expect(try await stack().get(path).status == 404)
    }

    @Test("An edit of a version that is gone is refused, one without a version too")
    func preconditions() async throws {
        let headers = try await headers()
        let made = try await make(headers)
        let path = try #require(made.headers.first(name: "location"))
        let tag = made.headers.first(name: "etag")
        let edit = #"{"price_cents":0}"#
        #expect(try await stack().send("PATCH", path, headers: headers, body: edit).status == 428)
        let first = try await stack().send("PATCH", path, headers: with(headers, "if-match", tag), body: edit)
        #expect(first.status == 200, "\(first.text)")
        #expect(first.json["is_free"] as? Bool == true)
        #expect(
            try await stack().send("PATCH", path, headers: with(headers, "if-match", tag), body: edit).status == 412)
        #expect(try await stack().send("DELETE", path, headers: with(headers, "if-match", tag)).status == 412)
    }

    @Test("An edit can't empty what has a default for new courses: nothing is published or priced otherwise by it")
    func emptied() async throws {
        let headers = try await headers()
        let path = try #require(try await make(headers).headers.first(name: "location"))
        for (name, value) in [("status", "\"\""), ("status", "null"), ("currency", "\"\"")] {
            let answer = try await stack().send(
                "PATCH", path, headers: with(headers, "if-match", "*"), body: "{\"\(name)\":\(value)}")
            #expect(answer.status == 400, "\(answer.text)")
            let errors = answer.json["errors"] as? [[String: Any]]
            #expect(errors?.compactMap { $0["pointer"] as? String } == ["/\(name)"], "\(answer.text)")
        }
        #expect(try await stack().get(path).json["status"] as? String == "published")
    }

    @Test("A cursor behind the longest title that there is leads on")
    func longestCursor() async throws {
        let headers = try await headers()
        let title = String(repeating: "🎼", count: 200)
        let body = #"{"title":"\#(title)","category":"music","level":"beginner","status":"published"}"#
        var creator: String?
        for _ in 0..<2 {
            let made = try await stack().send("POST", "/api/v1/courses", headers: headers, body: body)
            creator = made.json["creator_id"] as? String
        }
        let list = "/api/v1/courses?sort=title&limit=1&creator=\(try #require(creator))"
        let pagination = try await stack().get(list).json["pagination"] as? [String: Any]
        let cursor = try #require(pagination?["next_cursor"] as? String)
        #expect(cursor.count == 1_126)
        let next = try await stack().get("\(list)&cursor=\(cursor)")
        #expect(next.status == 200, "\(next.text)")
        #expect((next.json["courses"] as? [Any])?.count == 1)
    }

    @Test("A repeated request with an idempotency key makes nothing twice")
    func idempotency() async throws {
        let headers = with(try await headers(), "idempotency-key", "\"a-1\"")
        let first = try await make(headers)
        let second = try await make(headers)
        #expect(first.json["id"] as? String == second.json["id"] as? String)
        #expect(first.status == 201)
        #expect(try await make(headers, status: "draft").status == 422)
    }

    @Test("A draft is its author's and admins' to see; others may neither see nor write it")
    func drafts() async throws {
        let author = try await headers()
        let path = try #require(try await make(author, status: "draft").headers.first(name: "location"))
        let lesson = try await stack().send(
            "POST", "\(path)/lessons", headers: author, body: #"{"title":"Dough","kind":"text"}"#)
        #expect(lesson.status == 201, "\(lesson.text)")
        let own = try await stack().get(path, headers: author)
        #expect(own.status == 200)
        #expect(own.headers.first(name: "cache-control") == "private, no-store")
        #expect((try await stack().get("\(path)/lessons", headers: author).json["lessons"] as? [Any])?.count == 1)
        #expect(try await stack().get(path, headers: try await headers(role: "admin")).status == 200)
        let other = try await headers()
        for suffix in ["", "/lessons"] {
            #expect(try await stack().get(path + suffix).status == 404)
            #expect(try await stack().get(path + suffix, headers: other).status == 404)
        }
        let edit = with(other, "if-match", "*")
        #expect(try await stack().send("PATCH", path, headers: edit, body: #"{"title":"Mine"}"#).status == 404)
        #expect(try await stack().send("DELETE", path, headers: edit).status == 404)
        let stolen = try await stack().send(
            "POST", "\(path)/lessons", headers: other, body: #"{"title":"Mine","kind":"text"}"#)
        #expect(stolen.status == 404, "\(stolen.text)")
        let publication = try await stack().send(
            "PATCH", path, headers: with(author, "if-match", "*"), body: #"{"status":"published"}"#)
        #expect(publication.status == 200, "\(publication.text)")
        #expect(try await stack().send("PATCH", path, headers: edit, body: #"{"title":"Mine"}"#).status == 403)
        let learner = try await headers(role: "learner")
        #expect(try await make(learner).status == 403)
        #expect(try await make(["content-type": "application/json"]).status == 401)
    }

    @Test("Each fault of a body is pointed at")
    func faults() async throws {
        let headers = try await headers()
        let answer = try await stack().send(
            "POST", "/api/v1/courses", headers: headers, body: #"{"title":"","category":"food","level":"hard"}"#)
        #expect(answer.status == 400)
        let errors = answer.json["errors"] as? [[String: Any]]
        #expect(errors?.compactMap { $0["pointer"] as? String } == ["/title", "/level"], "\(answer.text)")
        let unknown = try await stack().send("POST", "/api/v1/courses", headers: headers, body: #"{"rating":5}"#)
        #expect(unknown.text.contains("/rating"))
        let type = with(headers, "content-type", "text/plain")
        #expect(try await stack().send("POST", "/api/v1/courses", headers: type, body: "{}").status == 415)
    }
}
