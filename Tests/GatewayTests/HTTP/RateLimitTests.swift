import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Testing

@testable import Gateway

@Suite("Buckets of cost units")
struct RateLimitBucketsTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let one = RateLimitClient.address("192.0.2.1")
    private let other = RateLimitClient.address("192.0.2.2")

    private func buckets(limit: Int = 100) -> RateLimitBuckets {
        RateLimitBuckets(policy: RateLimitPolicy(quota: 60), limit: limit)
    }

    @Test("A quota can be spent at once; then units come back one by one")
    func refill() {
        var buckets = buckets()
        for left in (0..<60).reversed() {
            let verdict = buckets.spend(1, by: one, now: start)
            #expect(verdict.isAllowed && verdict.remaining == left)
        }
        let refused = buckets.spend(1, by: one, now: start)
        #expect(
            refused
                == RateLimitVerdict(
                    isAllowed: false, remaining: 0, untilFull: .minutes(1), untilAllowed: .seconds(1)))
        #expect(buckets.spend(1, by: one, now: start + .milliseconds(999)).isAllowed == false)
        #expect(buckets.spend(1, by: one, now: start + .seconds(1)).isAllowed)
        #expect(buckets.spend(1, by: one, now: start + .seconds(1)).isAllowed == false)
    }

    @Test("A refusal costs nothing, and tells how long to wait for its cost")
    func refusal() {
        var buckets = buckets()
        #expect(buckets.spend(55, by: one, now: start).remaining == 5)
        for _ in 0..<3 {
            let refused = buckets.spend(10, by: one, now: start)
            #expect(refused.isAllowed == false)
            #expect(refused.untilAllowed == .seconds(5))
            #expect(refused.remaining == 5)
        }
        #expect(buckets.spend(5, by: one, now: start).isAllowed)
    }

    @Test("A bucket never holds more than its quota, however long nothing is asked for")
    func full() {
        var buckets = buckets()
        _ = buckets.spend(60, by: one, now: start)
        #expect(buckets.spend(60, by: one, now: start + .hours(10)).isAllowed)
        #expect(buckets.spend(1, by: one, now: start + .hours(10)).isAllowed == false)
    }

    @Test("What costs more than the quota costs all of it")
    func dear() {
        var buckets = buckets()
        #expect(buckets.spend(1_000, by: one, now: start).isAllowed)
        #expect(buckets.spend(1_000, by: one, now: start + .seconds(59)).untilAllowed == .seconds(1))
    }

    @Test("Clients have buckets of their own, of which no more are kept than the limit")
    func clients() {
        var buckets = buckets(limit: 10)
        _ = buckets.spend(60, by: one, now: start)
        #expect(buckets.spend(1, by: other, now: start).isAllowed)
        #expect(buckets.spend(1, by: one, now: start).isAllowed == false)
        for number in 0..<10 { _ = buckets.spend(1, by: .address("\(number)"), now: start) }
        #expect(buckets.spend(1, by: one, now: start).isAllowed)
    }

    @Test("The addresses of one IPv6 host are one client, IPv4 addresses are not")
    func addresses() throws {
        func client(_ text: String) throws -> RateLimitClient {
            RateLimitClient(address: try SocketAddress(ipAddress: text, port: 1))
        }
        #expect(try client("2001:db8:1:2::1") == client("2001:db8:1:2:ffff::9"))
        #expect(try client("2001:db8:1:2::1") != client("2001:db8:1:3::1"))
        #expect(try client("192.0.2.1") != client("192.0.2.2"))
    }

    @Test("An IPv4 client is the same by its IPv6 form, which is how a socket for both and some proxies show it")
    func mappedAddresses() throws {
        let mapped = try SocketAddress(ipAddress: "::ffff:192.0.2.1", port: 1)
        #expect(RateLimitClient(address: mapped) == one)
        #expect(RateLimitClient(forwardedFor: nil, address: mapped) == one)
        #expect(RateLimitClient(forwardedFor: "198.51.100.1, ::ffff:192.0.2.2", address: mapped) == other)
        #expect(RateLimitClient(forwardedFor: "::ffff:c000:202", address: mapped) == other)
        #expect(RateLimitClient(forwardedFor: "::192.0.2.1", address: mapped) != one)
    }
}

@Suite("Rate limits of the gateway", .timeLimit(.minutes(2)))
struct RateLimitTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private let gateway = TestGateway()
    private let rateLimit = HTTPField.Name("RateLimit") ?? .accept
    private let policy = HTTPField.Name("RateLimit-Policy") ?? .accept
    private let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .accept

    /// A limiter whose buckets don't fill while a test runs.
    private func limiter(_ quota: Int, trustsProxy: Bool = false) -> RateLimiter {
        RateLimiter(policy: RateLimitPolicy(quota: quota, window: .hours(1000)), trustsProxy: trustsProxy)
    }

    @Test("Routes take what they cost, answers tell what is left, and then there is 429 with Retry-After")
    func costs() async throws {
        let limiter = limiter(7)
        try await gateway.run(changing: { $0.rateLimiter = limiter }) { client in
            let one = try await client.get(Self.course)
            #expect(one.headers[self.policy] == "\"default\";q=7;w=3600000")
            #expect(one.headers[self.rateLimit]?.hasPrefix("\"default\";r=6;t=") == true)
            let list = try await client.get("/api/v1/courses")
            #expect(list.headers[self.rateLimit]?.hasPrefix("\"default\";r=1;t=") == true)
            let refused = try await client.get("/api/v1/courses")
            #expect(refused.status == .tooManyRequests)
            #expect(refused.headers[.contentType] == "application/problem+json")
            #expect(refused.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
            #expect(refused.headers[self.rateLimit]?.hasPrefix("\"default\";r=1;t=") == true)
            let cheap = try await client.get(Self.course)
            #expect(cheap.status == .ok)
            let health = try await client.get("/health/live")
            #expect(health.status == .ok)
        }
        #expect(gateway.catalogue.calls == 3)
    }

    @Test("Who has signed in has a bucket of his own, and so has each client of a trusted proxy")
    func identities() async throws {
        for trustsProxy in [false, true] {
            let limiter = limiter(1, trustsProxy: trustsProxy)
            try await gateway.run(changing: { $0.rateLimiter = limiter }) { client in
                _ = try await client.get(Self.course, [self.forwardedFor: "198.51.100.1, 192.0.2.1"])
                let other = try await client.get(Self.course, [self.forwardedFor: "198.51.100.1, 192.0.2.2"])
                #expect(other.status == (trustsProxy ? .ok : .tooManyRequests))
                let same = try await client.get(Self.course, [self.forwardedFor: "192.0.2.1"])
                #expect(same.status == .tooManyRequests)
                let user = try await client.get(Self.course, self.gateway.signedIn())
                #expect(user.status == .ok)
            }
        }
    }

    @Test("A token that is refused costs its address a unit, on any path; who shows a good one has his own")
    func refusedTokens() async throws {
        let limiter = limiter(2)
        try await gateway.run(changing: { $0.rateLimiter = limiter }) { client in
            var statuses: [Int] = []
            for uri in [Self.course, "/health/live", Self.course, "/health/live"] {
                let answer = try await client.get(uri, [.authorization: "Bearer x.y.z"])
                statuses.append(answer.status.code)
            }
            #expect(statuses == [401, 401, 429, 429])
            let nobody = try await client.get(Self.course)
            #expect(nobody.status == .tooManyRequests)
            let user = try await client.get(Self.course, self.gateway.signedIn())
            #expect(user.status == .ok)
        }
    }

    @Test("Without the setting nothing is counted")
    func off() async throws {
        let limiter = try RateLimiter(SettingsReader(role: .gateway, environment: [:]))
        #expect(limiter == nil)
        try await gateway.run { client in
            let answer = try await client.get(Self.course)
            #expect(answer.headers[self.rateLimit] == nil)
        }
    }
}
