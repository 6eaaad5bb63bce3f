import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import RPC
import Testing

@testable import Gateway

@Suite("A gateway with a near cache", .timeLimit(.minutes(2)))
struct NearCacheTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let reads = [
        course, "\(course)?include=creator", "\(course)/lessons", "\(course)/lessons/\(StubCatalogue.lessonID)",
        "/api/v1/courses?limit=1", "/api/v1/courses/popular",
        "/api/v1/users/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "/api/v1/leaderboard",
    ]

    private let gateway = TestGateway()
    /// Its answers live as long as each test.
    private let cache = NearCache(limit: 4 << 20, timeToLive: .hours(1))

    private func run(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws {
        try await gateway.run(changing: { $0.nearCache = cache }, body)
    }

    private static func isHit(_ answer: TestResponse) -> Bool {
        HTTPField.Name("Cache-Status").flatMap { answer.headers[$0] }?.contains("lyceum-near; hit") == true
    }

    @Test("A public read is answered again with the same bytes and fields, and asks no service", arguments: reads)
    func hits(uri: String) async throws {
        try await run { [gateway] client in
            let first = try await client.get(uri)
            let calls = gateway.catalogue.calls
            let second = try await client.get(uri)
            #expect(!Self.isHit(first) && Self.isHit(second))
            #expect(gateway.catalogue.calls == calls)
            #expect(second.status == .ok)
            #expect(second.body == first.body)
            #expect(second.headers[.age].flatMap { Int($0) } != nil)
            #expect(second.headers[.date] != nil)
            for field in first.headers where !["Date", "Server-Timing", "Cache-Status"].contains(field.name.rawName) {
                #expect(second.headers[field.name] == field.value, "\(field.name)")
            }
            #expect(HTTPField.Name("Server-Timing").flatMap { second.headers[$0] } == nil)
            let head = try await client.execute(uri: uri, method: .head)
            #expect(Self.isHit(head) && head.body.readableBytes == 0)
            let known = try await client.get(uri, [.ifNoneMatch: first.headers[.eTag] ?? ""])
            #expect(Self.isHit(known) && known.status == .notModified)
            #expect(known.headers[.eTag] == first.headers[.eTag])
        }
    }

    @Test("Clients that take gzip are sent it from the cache too, and the others are not")
    func gzip() async throws {
        gateway.catalogue.set { $0.descriptionLength = 5_000 }
        try await run { client in
            for _ in 0..<2 {
                let plain = try await client.get(Self.course)
                #expect(plain.headers[.contentEncoding] == nil)
                let packed = try await client.get(Self.course, [.acceptEncoding: "br, gzip"])
                #expect(packed.headers[.contentEncoding] == "gzip")
                #expect(packed.body.readableBytes < plain.body.readableBytes)
                #expect(packed.headers[.eTag] != plain.headers[.eTag])
            }
            #expect(Self.isHit(try await client.get(Self.course, [.acceptEncoding: "gzip"])))
        }
    }

    @Test(
        "Who has signed in, sends a cookie or comes from another origin's page gets answers of his own, which are not kept"
    )
    func bypass() async throws {
        try await run { [gateway] client in
            let token = try gateway.signedIn()
            let cookie: HTTPFields = [.cookie: "a=b"]
            for fields in [token, cookie, [.origin: "https://example.org"]] as [HTTPFields] {
                _ = try await client.get(Self.course, fields)
                _ = try await client.get(Self.course, fields)
            }
            let first = try await client.get(Self.course)
            #expect(!Self.isHit(first))
            for fields in [token, cookie] {
                let own = try await client.get(Self.course, fields)
                #expect(!Self.isHit(own))
            }
            #expect(Self.isHit(try await client.get(Self.course)))
        }
    }

    @Test("Problems, health, private answers and those that lack a part are made anew each time")
    func notKept() async throws {
        gateway.catalogue.set { $0.failure = Status(code: .unavailable, message: "") }
        try await run { client in
            for uri in [
                "/nothing", "/health/live", "/api/v1/courses/42", "/api/v1/me", "/api/v1/leaderboard",
                "\(Self.course)?include=creator", "\(Self.course)?unknown=1",
            ] {
                _ = try await client.get(uri)
                #expect(!Self.isHit(try await client.get(uri)), "\(uri)")
            }
        }
    }

    @Test("Writes are not answered by what was read at the same path")
    func methods() async throws {
        try await run { client in
            _ = try await client.get("/api/v1/courses")
            for method in [HTTPRequest.Method.post, .delete, .options] {
                let answer = try await client.execute(uri: "/api/v1/courses", method: method)
                #expect(!Self.isHit(answer), "\(method)")
            }
        }
    }

    @Test("What is written through the gateway shows in everybody's next read")
    func invalidation() async throws {
        try await run { client in
            let before = try await client.get(Self.course)
            #expect(Self.isHit(try await client.get(Self.course)))
            #expect(try await patch(before.headers[.eTag], client).status == .ok)
            let after = try await client.get(Self.course)
            #expect(!Self.isHit(after))
            #expect(after.headers[.eTag] != before.headers[.eTag])
            #expect(Self.isHit(try await client.get(Self.course)))
        }
    }

    @Test(
        "A write that may have been done though it failed, or failed because of another, shows in the next read, too",
        arguments: [
            Status.Code.deadlineExceeded, .cancelled, .unavailable, .aborted, .internalError, .unknown,
            .resourceExhausted,
        ])
    func unknownOutcome(code: Status.Code) async throws {
        try await run { [gateway] client in
            let before = try await client.get(Self.course)
            #expect(Self.isHit(try await client.get(Self.course)))
            gateway.catalogue.set { $0.writeFailure = Status(code: code, message: "lost") }
            #expect(try await patch(before.headers[.eTag], client).status.code >= 400)
            let after = try await client.get(Self.course)
            #expect(!Self.isHit(after))
            #expect(after.headers[.eTag] != before.headers[.eTag])
        }
    }

    @Test("A new course of which nothing is known, not even whether it was made, ends what pages show")
    func unknownCourse() async throws {
        let entities = try await gateway.server(changing: { $0.nearCache = cache }).entities
        let before = cache.beginFill().epoch
        entities.writtenCourse(nil, creator: nil)
        #expect(cache.beginFill().epoch != before)
        try await run { [gateway] client in
            _ = try await client.get("/api/v1/courses?limit=1")
            #expect(Self.isHit(try await client.get("/api/v1/courses?limit=1")))
            gateway.catalogue.set { $0.writeFailure = Status(code: .unavailable, message: "lost") }
            var fields = try gateway.signedIn(as: "admin")
            fields[.contentType] = "application/json"
            let body = ByteBuffer(string: #"{"title":"Bread","category":"food","level":"beginner"}"#)
            let lost = try await client.execute(uri: "/api/v1/courses", method: .post, headers: fields, body: body)
            #expect(lost.status == .serviceUnavailable)
            #expect(!Self.isHit(try await client.get("/api/v1/courses?limit=1")))
        }
    }

    @Test(
        "A write that was refused, or of what does not exist, costs no cached answer",
        arguments: [Status.Code.permissionDenied, .notFound])
    func refusedWrite(code: Status.Code) async throws {
        try await run { [gateway] client in
            let before = try await client.get(Self.course)
            gateway.catalogue.set { $0.writeFailure = Status(code: code, message: "no") }
            #expect(try await patch(before.headers[.eTag], client).status.code >= 400)
            #expect(Self.isHit(try await client.get(Self.course)))
        }
    }

    @Test("Nor does one whose client leaves no time for it: its outcome is waited for")
    func hurriedWrite() async throws {
        try await run { [gateway] client in
            let before = try await client.get(Self.course)
            gateway.catalogue.set { $0.writeFailure = Status(code: .notFound, message: "no") }
            let answer = try await patch(before.headers[.eTag], timeout: "0.000001", client)
            #expect(answer.status == .notFound)
            #expect(Self.isHit(try await client.get(Self.course)))
        }
    }

    private func patch(
        _ tag: String?, timeout: String? = nil, _ client: any TestClientProtocol
    ) async throws -> TestResponse {
        var fields = try gateway.signedIn(as: "creator")
        fields[.ifMatch] = tag
        fields[try #require(HTTPField.Name("Request-Timeout"))] = timeout
        fields[.contentType] = "application/json"
        return try await client.execute(
            uri: Self.course, method: .patch, headers: fields, body: ByteBuffer(string: #"{"title":"New"}"#))
    }

    @Test("An answer whose data was read before a write is not kept")
    func race() async throws {
        let gate = Gate()
        gateway.catalogue.set { $0.popularGate = gate }
        try await run { [cache] client in
            async let slow = client.get("/api/v1/courses/popular")
            await gate.arrived()
            cache.invalidate()
            gate.open()
            #expect(try await slow.status == .ok)
            let next = try await client.get("/api/v1/courses/popular")
            #expect(!Self.isHit(next))
            #expect(Self.isHit(try await client.get("/api/v1/courses/popular")))
        }
    }

    @Test("Hits count against a client's quota, and tell what is left of it")
    func rateLimit() async throws {
        let limiter = RateLimiter(policy: RateLimitPolicy(quota: 3))
        try await gateway.run(
            changing: {
                $0.nearCache = cache
                $0.rateLimiter = limiter
            }
        ) { client in
            let name = try #require(HTTPField.Name("RateLimit"))
            for left in [2, 1, 0] {
                let answer = try await client.get(Self.course)
                #expect(answer.status == .ok)
                #expect(answer.headers[name]?.hasPrefix("\"default\";r=\(left);") == true)
            }
            let refused = try await client.get(Self.course)
            #expect(refused.status == .tooManyRequests)
        }
    }

    @Test("A page that stands in for the board is not kept")
    func stale() async throws {
        gateway.leaderboard.isStale.store(true, ordering: .relaxed)
        try await run { client in
            let page = try await client.get("/api/v1/leaderboard")
            #expect(page.headers[.cacheControl] == "no-cache")
            #expect(!Self.isHit(try await client.get("/api/v1/leaderboard")))
        }
    }
}
