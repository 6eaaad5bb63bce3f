import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Testing

@testable import Gateway

@Suite("Cache-Control", .timeLimit(.minutes(2)))
struct CachePolicyTests {
    private let gateway = TestGateway()
    private let course = "/api/v1/courses/\(UUID().text)"

    @Test("Public answers tell how long they may be kept, as the settings say")
    func everybody() async throws {
        let policy = CachePolicy(
            maximumAge: .seconds(1), staleWhileRevalidate: .seconds(2), staleIfError: .seconds(3))
        try await gateway.run(changing: { $0.caching = policy }) { [course] client in
            let answer = try await client.get(course)
            #expect(
                answer.headers[.cacheControl] == "public, max-age=1, stale-while-revalidate=2, stale-if-error=3")
            #expect(answer.headers[.vary]?.contains("Authorization") == true)
        }
    }

    @Test("The settings are durations; their whole seconds count")
    func settings() throws {
        let policy = try CachePolicy(
            SettingsReader(
                role: .gateway, environment: ["LYCEUM_HTTP_MAX_AGE": "90s", "LYCEUM_HTTP_STALE_IF_ERROR": "1h"]))
        #expect(policy.publicDirectives == "public, max-age=90, stale-while-revalidate=30, stale-if-error=3600")
    }

    @Test("What somebody who has signed in gets is his own, and asked for again each time")
    func signedIn() async throws {
        try await gateway.run { [gateway, course] client in
            let answer = try await client.get(course, gateway.signedIn())
            #expect(answer.headers[.cacheControl] == "private, no-cache")
            let own = try await client.get("/api/v1/me", gateway.signedIn())
            #expect(own.headers[.cacheControl] == "private, no-store")
        }
    }

    @Test("Health and problems are kept by nobody", arguments: ["/health/live", "/api/v1/courses/42", "/nothing"])
    func notKept(uri: String) async throws {
        try await gateway.run { client in
            let answer = try await client.get(uri)
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }
}
