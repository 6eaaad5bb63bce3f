import NIOCore
import Testing

@testable import RPC

@Suite("Names and their endpoints, event by event")
struct ResolutionTests {
    typealias Fake = ConnectionPoolTests.Fake
    typealias Pool = ConnectionPool<Fake, String>

    private static let address = RPCAddress.tcp(host: "course.internal", port: 7201)

    private static func at(_ seconds: Double) -> NIODeadline { ConnectionPoolTests.at(seconds) }

    private static func endpoints(_ ips: String...) -> [Endpoint] { ips.map { Endpoint(address, ip: $0) } }

    private static func pool() -> Pool {
        Pool(
            endpoints: [], resolution: ResolutionSchedule(interval: .seconds(30)), backoff: Backoff(),
            waiterLimit: 4)
    }

    /// A pool with a ready connection to each of these, named after it, resolved at second 1.
    private static func ready(_ ips: String...) -> Pool {
        var pool = pool()
        _ = pool.start(at: at(1))
        _ = pool.resolved(ips.map { Endpoint(address, ip: $0) }, at: at(1))
        for (slot, ip) in ips.enumerated() {
            _ = pool.connected(slot: slot, attempt: 1, Fake(name: ip), at: at(1))
        }
        return pool
    }

    @Test("The first call waits for the name; what it stands for is connected")
    func first() {
        var pool = Self.pool()
        #expect(pool.pick(at: 1) == "wait, resolve")
        #expect(pool.pick(at: 1) == "wait")
        _ = pool.wait("call", id: 1, untilReady: false)
        let actions = pool.resolved(Self.endpoints("10.0.0.1", "10.0.0.2"), at: Self.at(1)).description
        #expect(actions == "connect 0/1, connect 1/1, resolve in 30 s")
        #expect(pool.connected(slot: 1, attempt: 1, Fake(name: "b"), at: Self.at(1)).description == "resume call")
    }

    @Test("A name that can't be resolved fails calls that do not wait, and is tried again soon")
    func failure() {
        var pool = Self.pool()
        pool.pick(at: 1)
        _ = pool.wait("hasty", id: 1, untilReady: false)
        _ = pool.wait("patient", id: 2, untilReady: true)
        #expect(
            pool.resolutionFailed("no such name", at: Self.at(1)).description
                == "fail hasty: UNAVAILABLE: no connection: no such name, resolve in 1 s")
        #expect(pool.pick(at: 1.5) == "fail UNAVAILABLE: no connection: no such name")
        #expect(pool.resolveIfDue(at: Self.at(2)).description == "resolve")
    }

    @Test("A lost connection has the name resolved, at most once a second")
    func lost() {
        var pool = Self.ready("10.0.0.1", "10.0.0.2")
        let first = pool.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(9))
        #expect(first.description == "resolve, connect 0/2")
        let second = pool.lost(slot: 1, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(9))
        #expect(second.description == "connect 1/2")
        _ = pool.resolved(Self.endpoints("10.0.0.1", "10.0.0.2"), at: Self.at(9))
        let third = pool.connectFailed(slot: 0, attempt: 2, error: "refused", jitter: 1, at: Self.at(9.5))
        #expect(third.description == "retry 0/2 in 50 ms")
    }

    @Test("An endpoint that vanished finishes its calls; a new one takes its place; others are left alone")
    func change() {
        var pool = Self.ready("10.0.0.1", "10.0.0.2")
        let oldFailures = pool.slots[0].callFailures
        _ = pool.resolveIfDue(at: Self.at(31))
        let actions = pool.resolved(Self.endpoints("10.0.0.2", "10.0.0.3"), at: Self.at(31)).description
        #expect(actions == "retire 10.0.0.1, connect 0/3, resolve in 30 s")
        #expect(pool.pick(at: 31) == "10.0.0.2")
        // News of the old connection in that place.
        #expect(
            pool.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(31)).isEmpty == true)
        #expect(pool.eject(oldFailures, at: Self.at(31)).isEmpty == true)
        _ = pool.connected(slot: 0, attempt: 3, Fake(name: "10.0.0.3"), at: Self.at(31))
        #expect(Set((0..<100).map { _ in pool.pick(at: 31) }) == ["10.0.0.2", "10.0.0.3"])
    }

    @Test("Places do not pile up however often endpoints come and go; a failed resolution takes none away")
    func churn() {
        var pool = Self.ready("10.0.0.1", "10.0.0.2")
        for round in 2..<100 {
            _ = pool.resolveIfDue(at: Self.at(Double(round) * 31))
            _ = pool.resolved(Self.endpoints("10.0.\(round).1", "10.0.\(round).2"), at: Self.at(Double(round) * 31))
        }
        #expect(pool.slots.count == 2)
        _ = pool.resolveIfDue(at: Self.at(9000))
        _ = pool.resolutionFailed("time-out", at: Self.at(9000))
        #expect(pool.slots.compactMap(\.endpoint?.ip) == ["10.0.99.1", "10.0.99.2"])
    }

    @Test("When the endpoint vanishes that was hoped for, and the others failed, calls fail that do not wait")
    func lostHope() {
        var pool = Self.pool()
        _ = pool.start(at: Self.at(1))
        _ = pool.resolved(Self.endpoints("10.0.0.1", "10.0.0.2"), at: Self.at(1))
        _ = pool.wait("hasty", id: 1, untilReady: false)
        _ = pool.wait("patient", id: 2, untilReady: true)
        _ = pool.connectFailed(slot: 0, attempt: 1, error: "refused", jitter: 1, at: Self.at(1.9))
        _ = pool.backoffElapsed(slot: 0, attempt: 1, at: Self.at(2))
        _ = pool.connectFailed(slot: 0, attempt: 2, error: "refused", jitter: 1, at: Self.at(2))
        #expect(
            pool.resolved(Self.endpoints("10.0.0.1"), at: Self.at(2.01)).description
                == "fail hasty: UNAVAILABLE: no connection: refused, resolve in 30 s")
        #expect(pool.waiters.count == 1)
    }

    @Test("What two names stand for has the places of one")
    func duplicates() {
        var pool = Self.pool()
        _ = pool.start(at: Self.at(1))
        #expect(
            pool.resolved(Self.endpoints("10.0.0.1", "10.0.0.1"), at: Self.at(1)).description
                == "connect 0/1, resolve in 30 s")
    }

    @Test("A resolution out of turn puts the next one off, so that however many there were, one follows in 30 seconds")
    func outOfTurn() {
        var pool = Self.ready("10.0.0.1")
        #expect(pool.resolveIfDue(at: Self.at(20)).description == "resolve")
        #expect(pool.resolved(Self.endpoints("10.0.0.1"), at: Self.at(20)).description == "resolve in 30 s")
        #expect(pool.resolutionElapsed(at: Self.at(31)).isEmpty)
        #expect(pool.resolutionElapsed(at: Self.at(50)).description == "resolve")
    }

    @Test("Only names are resolved")
    func names() {
        #expect(RPCAddress("127.0.0.1:1")?.name == nil)
        #expect(RPCAddress("[::1]:1")?.name == nil)
        #expect(RPCAddress("unix:/tmp/x")?.name == nil)
        #expect(RPCAddress("course:1")?.name == "course")
    }

    @Test("The system knows localhost, and says when it does not know a name")
    func system() async throws {
        #expect(try await SystemNameResolver().addresses(of: "localhost") == ["127.0.0.1"])
        #expect((try? await SystemNameResolver().addresses(of: "nobody.invalid")) ?? [] == [])
    }
}
