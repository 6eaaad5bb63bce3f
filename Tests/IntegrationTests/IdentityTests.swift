import Foundation
import NIOHTTP1
import Testing

@Suite("Who makes a request", .stack())
struct IdentityTests {
    private func stack() throws -> Stack { try #require(Stack.current) }

    private func headers(_ id: String, role: String = "learner") async throws -> HTTPHeaders {
        let token = try await stack().lyceum("token", "--user", id, "--role", role)
        return ["authorization": "Bearer \(token.trimmingCharacters(in: .whitespacesAndNewlines))"]
    }

    @Test("The first token makes its user, whose answers are private")
    func me() async throws {
        let id = UUID().uuidString.lowercased()
        let headers = try await headers(id, role: "creator")
        #expect(try await stack().get("/api/v1/users/\(id)").status == 404)
        let answer = try await stack().get("/api/v1/me", headers: headers)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["role"] as? String == "creator")
        let user = try #require(answer.json["user"] as? [String: Any])
        #expect(user["id"] as? String == id)
        #expect(user["username"] as? String == "user-\(id.suffix(8))")
        #expect(answer.headers.first(name: "cache-control") == "private, no-store")
        #expect(try await stack().get("/api/v1/users/\(id)").status == 200)
    }

    @Test("Public routes need no token; private ones do, and a bad one is refused everywhere")
    func refusals() async throws {
        #expect(try await stack().get("/api/v1/courses").status == 200)
        let nobody = try await stack().get("/api/v1/me")
        #expect(nobody.status == 401)
        #expect(nobody.headers.first(name: "www-authenticate") == "Bearer")
        let headers = try await headers(UUID().uuidString)
        let altered: HTTPHeaders = ["authorization": (headers.first(name: "authorization") ?? "") + "AAAA"]
        for path in ["/api/v1/me", "/api/v1/courses"] {
            let answer = try await stack().get(path, headers: altered)
            #expect(answer.status == 401)
            #expect(
                answer.headers.first(name: "www-authenticate")
                    == #"Bearer error="invalid_token", error_description="the token's signature is wrong""#)
        }
    }

    @Test("Users who ask at the same moment get their own answers, from the loaders, the cache and the database")
    func together() async throws {
        let users = [UUID(), UUID()].map { $0.uuidString.lowercased() }
        let tokens = [try await headers(users[0]), try await headers(users[1])]
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask {
                    let answer = try await stack().get("/api/v1/me", headers: tokens[number % 2])
                    let user = answer.json["user"] as? [String: Any]
                    #expect(user?["id"] as? String == users[number % 2], "\(answer.text)")
                }
            }
            try await group.waitForAll()
        }
    }
}
