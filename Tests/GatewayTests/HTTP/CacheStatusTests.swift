import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite("Cache-Status of answers", .timeLimit(.minutes(2)))
struct CacheStatusTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

    private let gateway = TestGateway()

    private func cacheStatus(_ answer: TestResponse) throws -> String? {
        answer.headers[try #require(HTTPField.Name("Cache-Status"))]
    }

    @Test(
        "It tells of look-ups that everybody's answers come from",
        arguments: [
            course, "\(course)/lessons", "\(course)/lessons/\(StubCatalogue.lessonID)", "\(course)?include=progress",
            "/api/v1/courses?include=creator,progress",
            "/api/v1/courses/popular?include=creator",
        ])
    func lookups(uri: String) async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            let status = try self.cacheStatus(try await client.get(uri, signedIn))
            #expect(status == "lyceum; fwd=bypass")
        }
    }

    @Test(
        "It is left out where nothing was looked up, where that was the caller's alone, and where the contract has none",
        arguments: [
            "/api/v1/courses", "/api/v1/courses?include=progress,rank", "/api/v1/leaderboard", "/api/v1/me/dashboard",
            "/api/v1/courses/42",
        ])
    func noLookups(uri: String) async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            let status = try self.cacheStatus(try await client.get(uri, signedIn))
            #expect(status == nil)
        }
    }

    @Test("An answer without its body has it too")
    func notModified() async throws {
        try await gateway.run { client in
            let tag = try #require(try await client.get(Self.course).headers[.eTag])
            let again = try await client.get(Self.course, [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            #expect(try self.cacheStatus(again) == "lyceum; fwd=bypass")
        }
    }
}
