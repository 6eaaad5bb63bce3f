import Foundation
import Glibc
import Testing

@Suite("A part dies, and comes back", .stack(), .serialized)
struct OutageTests {
    private static let routes = ["/api/v1/courses?limit=5", "/api/v1/leaderboard?limit=5"]

    private func stack() throws -> Stack { try #require(Stack.current) }

    /// Asks until the answer is as wanted.
    private func eventually(
        within seconds: Int, _ path: String, _ isWanted: (Answer) -> Bool
    ) async throws -> Bool {
        let limit = ContinuousClock.now + .seconds(seconds)
        while .now < limit {
            if let answer = try? await stack().get(path), isWanted(answer) { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test("Killed, it is started again, and all is well within 5 s of that", arguments: Stack.Part.allCases)
    func killed(part: Stack.Part) async throws {
        let stack = try stack()
        let others = try Stack.Part.allCases.filter { $0 != part }.map { ($0, try stack.processID(of: $0)) }
        let before = try stack.processID(of: part)
        try stack.send(SIGKILL, to: part)
        let limit = ContinuousClock.now + .seconds(30)
        while (try? stack.processID(of: part)) == before || (try? stack.processID(of: part)) == nil {
            try #require(.now < limit, "\(part) was not started again")
            for path in Self.routes {
                guard let answer = try? await stack.get(path) else { continue }
                #expect([200, 502, 503, 504].contains(answer.status), "\(answer.text)")
                let type = answer.headers.first(name: "content-type")
                #expect(type == (answer.status == 200 ? "application/json" : "application/problem+json"))
            }
        }
        for path in Self.routes {
            #expect(try await eventually(within: 5, path) { $0.status == 200 && $0.json["stale"] as? Bool != true })
        }
        for (other, id) in others {
            #expect(try stack.processID(of: other) == id, "\(other) was restarted too")
        }
    }

    @Test("Without the cache service every answer is right, and says that the cache was not asked")
    func cacheStopped() async throws {
        let stack = try stack()
        let id = try #require(try await stack.allIDs().first)
        _ = try await stack.get("/api/v1/courses/\(id)")
        defer { try? stack.send(SIGCONT, to: .cache) }
        try await stack.suspend(.cache)
        for _ in 0..<20 {
            // The gateway keeps the answer from before a moment.
            let answer = try await stack.get("/api/v1/courses/\(id)", headers: ["cache-control": "no-cache"])
            #expect(answer.status == 200)
            #expect(answer.json["id"] as? String == id)
            #expect(answer.headers.first(name: "cache-status")?.contains("unavailable") == true)
        }
        #expect(try await eventually(within: 5, "/api/health") { $0.text.contains("degraded") })
    }
}
