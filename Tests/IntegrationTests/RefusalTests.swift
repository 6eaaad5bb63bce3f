import Foundation
import TestSupport
import Testing

@Suite(
    "What the gateway refuses",
    .stack(["LYCEUM_HTTP_RECEIVE_TIMEOUT": "500ms", "LYCEUM_HTTP_IDLE_TIMEOUT": "2s"]), .serialized)
struct RefusalTests {
    struct Case: CustomTestStringConvertible {
        let method: String
        let path: String
        var body: String?
        let status: Int
        /// What the detail must name.
        let names: String

        var testDescription: String { "\(method) \(path) \(body ?? "")" }
    }

    private static let unknownID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let tooMany = "{\"ids\":[\((0..<101).map { _ in "\"\(unknownID)\"" }.joined(separator: ","))]}"

    static let cases: [Case] = [
        Case(method: "GET", path: "/api/v1/courses/42", status: 400, names: "UUID"),
        Case(method: "GET", path: "/api/v1/courses/\(unknownID)", status: 404, names: unknownID),
        Case(method: "GET", path: "/api/v1/courses/\(unknownID)?fields=nonsense", status: 400, names: "nonsense"),
        Case(method: "GET", path: "/api/v1/courses?limit=101", status: 400, names: "limit"),
        Case(method: "GET", path: "/api/v1/courses?colour=red", status: 400, names: "colour"),
        Case(method: "GET", path: "/api/v1/courses?sort=oldest", status: 400, names: "sort"),
        Case(method: "GET", path: "/api/v1/courses?cursor=abc", status: 400, names: "cursor"),
        Case(method: "GET", path: "/api/v1/courses?page=2000&limit=100", status: 400, names: "cursor"),
        Case(method: "GET", path: "/api/v1/nothing", status: 404, names: "path"),
        Case(method: "DELETE", path: "/api/v1/courses", status: 405, names: "GET"),
        Case(method: "POST", path: "/api/v1/courses/batch", body: "{\"ids\":", status: 400, names: "JSON"),
        Case(method: "POST", path: "/api/v1/courses/batch", body: "[]", status: 400, names: "object"),
        Case(method: "POST", path: "/api/v1/courses/batch", body: "{}", status: 400, names: "/ids"),
        Case(method: "POST", path: "/api/v1/courses/batch", body: "{\"ids\":[\"x\"]}", status: 400, names: "/ids/0"),
        Case(method: "POST", path: "/api/v1/courses/batch", body: "{\"ids\":[],\"x\":1}", status: 400, names: "/x"),
        Case(method: "POST", path: "/api/v1/courses/batch", body: tooMany, status: 400, names: "100"),
        Case(
            method: "POST", path: "/api/v1/courses/batch", body: String(repeating: " ", count: (1 << 20) + 1),
            status: 413, names: "larger"),
        Case(method: "GET", path: "/api/v1/users/me", status: 400, names: "UUID"),
        Case(method: "GET", path: "/api/v1/leaderboard?board=village", status: 400, names: "board"),
        Case(method: "GET", path: "/api/v1/leaderboard?offset=-1", status: 400, names: "offset"),
        Case(
            method: "POST", path: "/api/v1/leaderboard/ranks", body: "{\"user_ids\":[1]}", status: 400,
            names: "/user_ids/0"),
    ]

    private func stack() throws -> Stack { try #require(Stack.current) }

    @Test("The problem names what was wrong", arguments: cases)
    func refusal(_ test: Case) async throws {
        let answer = try await stack().send(
            test.method, test.path, headers: ["content-type": "application/json"], body: test.body)
        #expect(answer.status == test.status, "\(answer.text)")
        #expect(answer.headers.first(name: "content-type") == "application/problem+json")
        #expect(answer.json["status"] as? Int == test.status)
        #expect((answer.json["detail"] as? String)?.contains(test.names) == true, "\(answer.text)")
    }

    @Test("A cursor of another list is refused by its name, as a category is that is too long")
    func parameters() async throws {
        let pagination = try await stack().get("/api/v1/courses?limit=1").json["pagination"] as? [String: Any]
        let cursor = try #require(pagination?["next_cursor"] as? String)
        let category = String(repeating: "x", count: 65)
        for (query, name) in [("sort=title&cursor=\(cursor)", "cursor"), ("category=\(category)", "category")] {
            let answer = try await stack().get("/api/v1/courses?\(query)")
            #expect(answer.status == 400)
            let errors = answer.json["errors"] as? [[String: Any]]
            #expect(errors?.compactMap { $0["parameter"] as? String } == [name], "\(answer.text)")
        }
    }

    @Test("405 tells what is allowed, OPTIONS too; HEAD is GET without a body")
    func methods() async throws {
        let refused = try await stack().send("PUT", "/api/v1/courses/batch")
        #expect(refused.headers.first(name: "allow") == "OPTIONS, POST")
        let options = try await stack().send("OPTIONS", "/api/v1/courses")
        #expect(options.status == 204)
        #expect(options.headers.first(name: "allow") == "GET, HEAD, OPTIONS, POST")
        let head = try await stack().send("HEAD", "/health/live")
        let get = try await stack().get("/health/live")
        #expect(head.status == 200)
        #expect(head.text.isEmpty)
        #expect(head.headers.first(name: "content-length") == "\(get.text.utf8.count)")
    }

    @Test("Request-Timeout lowers the deadline; nonsense in it is refused")
    func requestTimeout() async throws {
        #expect(try await stack().get("/api/v1/courses", headers: ["request-timeout": "soon"]).status == 400)
        #expect(try await stack().get("/api/v1/courses", headers: ["request-timeout": "0.000001"]).status == 504)
        #expect(try await stack().get("/api/v1/courses", headers: ["request-timeout": "30"]).status == 200)
    }

    @Test(
        "Garbage and half-sent frames on an RPC port harm nobody else",
        arguments: [Stack.Part.course, .leaderboard, .cache])
    func garbage(part: Stack.Part) async throws {
        let port = try #require(try stack().rpcPort(of: part))
        let before = try stack().processID(of: part)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            let socket = try RawConnection(port: port)
            socket.send((0..<Int.random(in: 1...400, using: &random)).map { _ in .random(in: 0...255, using: &random) })
        }
        for path in ["/api/v1/courses", "/api/v1/leaderboard"] {
            #expect(try await stack().get(path).status == 200)
        }
        #expect(try stack().processID(of: part) == before)
    }

    @Test("A header that is too large and a broken request line are refused, and the connection is closed")
    func brokenHTTP() async throws {
        let port = try stack().httpPort
        for request in [
            "GET / HTTP/1.1\r\nhost: x\r\nx: \(String(repeating: "y", count: 20_000))\r\n\r\n", "NONSENSE\r\n\r\n",
            "GET /\u{0} HTTP/1.1\r\n\r\n",
        ] {
            let socket = try RawConnection(port: port)
            socket.send(request)
            let answer = socket.readToEnd().text
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
        }
        #expect(try await stack().get("/health/live").status == 200)
    }

    @Test(
        "A request that is not finished in time, and a connection that nothing comes on, are closed",
        arguments: [
            "", "GET /api/v1/courses HTT",
            "POST /api/v1/courses/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{\"ids\"",
        ])
    func slowClient(start: String) throws {
        let socket = try RawConnection(port: stack().httpPort)
        socket.send(start)
        #expect(socket.readToEnd().isClosedByPeer)
    }

    @Test("Nothing of all this is logged as a warning or an error")
    func quiet() async throws {
        let log = try stack().log
        let loud = log.split(separator: "\n").filter { $0.contains(" error ") || $0.contains(" critical ") }
        #expect(loud.isEmpty, "\(loud)")
    }
}
