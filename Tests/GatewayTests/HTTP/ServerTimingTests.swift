import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import RPC
import Testing

@testable import Gateway

@Suite("What a request asked of a backend")
struct BackendTallyTests {
    private let asked = NIODeadline.uptimeNanoseconds(1_000)

    private func batch(_ number: UInt64, sent offset: Int64 = 0) -> BatchStamp {
        BatchStamp(number: number, sentAt: asked + .nanoseconds(offset))
    }

    @Test("Keys of one batch are one call; what the cache had is a hit and no call")
    func calls() {
        var tally = BackendTally()
        tally.countKeys(4)
        tally.count(.miss, batch(1), askedAt: asked)
        tally.count(.miss, batch(1), askedAt: asked)
        tally.count(.hit, batch(2), askedAt: asked)
        tally.count(.bypass, batch(3), askedAt: asked)
        #expect(tally.keys == 4)
        #expect(tally.calls == 2)
        #expect(tally.hits == 1)
        #expect(tally.joins == 0)
        tally.countCall()
        #expect(tally.calls == 3)
    }

    @Test("A batch that was sent before the request asked was joined")
    func joins() {
        var tally = BackendTally()
        tally.count(.miss, batch(1, sent: -1), askedAt: asked)
        tally.count(.miss, batch(2, sent: 1), askedAt: asked)
        #expect(tally.joins == 1)
    }

    @Test("The header is in milliseconds")
    func metric() {
        var tally = BackendTally()
        tally.countKeys(2)
        tally.countWait(.microseconds(1_250))
        tally.countWait(.microseconds(1_000))
        var text = ""
        tally.write(as: "course", to: &text)
        #expect(text == #"course;dur=2.2;desc="keys=2 hits=0 calls=0 joins=0""#)
        #expect(TimeAmount.seconds(3).millisecondsText == "3000.0")
    }

    @Test("Batches have stamps of their own, in their order")
    func stamps() {
        let (first, second) = (BatchStamp.next(), BatchStamp.next())
        #expect(first.number < second.number)
        #expect(first.sentAt <= second.sentAt)
    }
}

@Suite("Server-Timing", .timeLimit(.minutes(2)))
struct ServerTimingTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private let gateway = TestGateway()

    /// The metrics without what differs from run to run.
    private func metrics(_ answer: TestResponse) throws -> [String] {
        let name = try #require(HTTPField.Name("Server-Timing"))
        let header = try #require(answer.headers[name])
        return header.split(separator: ", ").map { String($0.replacing(/dur=[0-9]+\.[0-9]/, with: "dur")) }
    }

    @Test("An answer tells what each kind of entity cost")
    func entities() async throws {
        try await gateway.run { client in
            let course = try await client.get("\(Self.course)?include=creator")
            #expect(
                try self.metrics(course) == [
                    "total;dur", #"course;dur;desc="keys=1 hits=0 calls=1 joins=0""#,
                    #"creator;dur;desc="keys=1 hits=0 calls=1 joins=0""#,
                ])
            let page = try await client.get("/api/v1/courses")
            #expect(
                try self.metrics(page) == [
                    "total;dur", #"ListCourses;dur;desc="keys=0 hits=0 calls=1 joins=0""#,
                ])
        }
    }

    @Test("A request that asked nothing has its own time only; a failed one tells what it asked")
    func others() async throws {
        gateway.catalogue.set { $0.failure = Status(code: .unavailable, message: "") }
        try await gateway.run { client in
            let health = try await client.get("/health/live")
            #expect(try self.metrics(health) == ["total;dur"])
            let refused = try await client.get("/api/v1/courses/42")
            #expect(try self.metrics(refused) == ["total;dur"])
            let board = try await client.get("/api/v1/leaderboard")
            #expect(
                try self.metrics(board) == [
                    "total;dur", #"ListEntries;dur;desc="keys=0 hits=0 calls=1 joins=0""#,
                    #"user-stats;dur;desc="keys=1 hits=0 calls=1 joins=0""#,
                ])
        }
    }

    @Test("Whoever may not see a draft sees what there is to see of no course", arguments: ["", "/lessons"])
    func hidden(suffix: String) async throws {
        let signedIn = try gateway.signedIn(as: "creator")
        gateway.catalogue.set { state in
            state.status = "draft"
            state.creatorUserID = UUID()
        }
        try await gateway.run { [gateway] client in
            // The first one of a user makes him known.
            _ = try await client.get(Self.course + suffix, signedIn)
            let hidden = try await client.get(Self.course + suffix, signedIn)
            gateway.catalogue.set { $0.hasCourses = false }
            let unknown = try await client.get(Self.course + suffix, signedIn)
            #expect(hidden.status == .notFound)
            #expect(unknown.status == .notFound)
            let metrics = (try self.metrics(hidden), try self.metrics(unknown))
            #expect(metrics.0 == metrics.1)
        }
    }

    @Test("A call that failed counts as one that did not")
    func failures() async throws {
        let signedIn = try gateway.signedIn()
        let away = Status(code: .unavailable, message: "")
        gateway.leaderboard.fail(with: away)
        gateway.catalogue.set { state in
            state.enrollments = (0..<3).map { _ in UUID() }
            state.courseFailure = away
        }
        try await gateway.run { client in
            let page = try await client.get("/api/v1/leaderboard")
            #expect(page.status == .serviceUnavailable)
            #expect(
                try self.metrics(page) == ["total;dur", #"ListEntries;dur;desc="keys=0 hits=0 calls=1 joins=0""#])
            let dashboard = try self.metrics(try await client.get("/api/v1/me/dashboard", signedIn))
            #expect(dashboard.contains(#"standing;dur;desc="keys=1 hits=0 calls=1 joins=0""#), "\(dashboard)")
            #expect(dashboard.contains(#"course;dur;desc="keys=3 hits=0 calls=1 joins=0""#), "\(dashboard)")
        }
    }
}
