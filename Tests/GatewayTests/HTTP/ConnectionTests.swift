import HummingbirdTesting
import Synchronization
import TestSupport
import Testing

@testable import Gateway

@Suite("Connections of odd clients", .timeLimit(.minutes(2)))
struct ConnectionTests {
    private let gateway = TestGateway()

    /// What the gateway sends until it closes the connection, for bytes after which the client sends no more.
    private func exchange(_ text: String) async throws -> String {
        let answer = Mutex("")
        try await gateway.run { client in
            let raw = try RawConnection(port: try #require(client.port))
            let all = await raw.exchange(text)
            answer.withLock { $0 = all }
        }
        return answer.withLock { $0 }
    }

    private func statuses(_ answers: String) -> [String] {
        answers.matches(of: /HTTP\/1.1 ([0-9]+)/).map { String($0.output.1) }
    }

    @Test("Pipelined requests are answered in their order, to a client that has closed its half as well")
    func pipelining() async throws {
        let paths = ["/api/v1/courses/1", "/health/live", "/nothing", "/api/v1/courses?limit=1", "/health/live"]
        let requests = paths.map { "GET \($0) HTTP/1.1\r\nhost: x\r\n\r\n" }.joined()
        let answer = try await exchange(requests)
        #expect(statuses(answer) == ["400", "200", "404", "200", "200"])
    }

    @Test("Headers over 16 KiB are answered with 431, and the connection ends")
    func headers() async throws {
        let many = (0..<90).map { "x-\($0): \(String(repeating: "y", count: 200))\r\n" }.joined()
        for fields in ["x: \(String(repeating: "y", count: 20_000))\r\n", many] {
            let answer = try await exchange("GET /health/live HTTP/1.1\r\nhost: x\r\n\(fields)\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 431"), "\(answer)")
        }
        let good = "GET /api/v1/courses/42 HTTP/1.1\r\nhost: x\r\n\r\n"
        let pipelined = try await exchange("\(good)\(good)GET / HTTP/1.1\r\nhost: x\r\n\(many)\r\n")
        #expect(statuses(pipelined) == ["400", "400", "431"])
    }

    @Test("What is no HTTP is answered with 400, and the connection ends")
    func noHTTP() async throws {
        #expect(statuses(try await exchange("NONSENSE\r\n\r\n")) == ["400"])
    }

    @Test(
        "A request of HTTP/1.1 without a host, and any with two, is answered with 400, and the connection ends",
        arguments: [
            "GET /health/live HTTP/1.1\r\n\r\n", "GET /health/live HTTP/1.1\r\nhost: x\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/1.0\r\nhost: x\r\nHost: y\r\n\r\n", "GET http://x/health/live HTTP/1.1\r\n\r\n",
        ])
    func host(request: String) async throws {
        let answer = try await exchange("\(request)GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n")
        #expect(statuses(answer) == ["400"], "\(answer)")
        #expect(answer.contains(#""errors":[{"header":"Host","#), "\(answer)")
    }

    @Test(
        "A HEAD that can't be read is answered with the length of the problem, and without it",
        arguments: [
            "/health/live HTTP/1.1\r\n\r\n", "/health/live HTTP/1.1\r\nhost: x\r\nHost: x\r\n\r\n",
            "/health/live HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nnonsense\r\n",
        ])
    func head(request: String) async throws {
        let get = try await exchange("GET \(request)")
        let head = try await exchange("HEAD \(request)")
        #expect(statuses(head) == ["400"], "\(head)")
        #expect(head.hasSuffix("\r\n\r\n"), "\(head)")
        let length = get.split(separator: "\r\n\r\n").last?.utf8.count ?? 0
        #expect(head.lowercased().contains("content-length: \(length)\r\n"), "\(head)")
    }

    @Test("HTTP/1.0 needs no host, and HTTP/1.1 may have an empty one")
    func noHost() async throws {
        #expect(statuses(try await exchange("GET /health/live HTTP/1.0\r\n\r\n")) == ["200"])
        #expect(statuses(try await exchange("GET /health/live HTTP/1.1\r\nhost:\r\n\r\n")) == ["200"])
    }

    @Test("A body over the limit is answered with 413, whether its length was announced or not")
    func body() async throws {
        let head = "POST /api/v1/courses/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        let text = String(repeating: " ", count: (1 << 20) + 1)
        for request in [
            "\(head)content-length: \(text.utf8.count)\r\n\r\n\(text)",
            "\(head)transfer-encoding: chunked\r\n\r\n\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n0\r\n\r\n",
        ] {
            let answer = try await exchange(request)
            #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(300))")
        }
    }

    @Test("204 and 304 have no length of their own")
    func noLength() async throws {
        let answer = try await exchange(
            """
            OPTIONS /api/v1/courses HTTP/1.1\r
            host: x\r
            \r
            GET /api/v1/courses HTTP/1.1\r
            host: x\r
            if-none-match: *\r
            \r

            """)
        #expect(answer.contains("HTTP/1.1 204"))
        #expect(answer.contains("HTTP/1.1 304"))
        #expect(!answer.lowercased().contains("content-length"), "\(answer)")
    }
}
