import NIOCore
import Testing

@testable import RPC

@Suite("Ejection of failing endpoints, event by event")
struct EjectionTests {
    typealias Fake = ConnectionPoolTests.Fake
    typealias Pool = ConnectionPool<Fake, String>

    static func at(_ seconds: Int) -> NIODeadline { .uptimeNanoseconds(UInt64(seconds) * 1_000_000_000) }

    /// A pool whose connections were all made at second 1.
    static func pool(_ names: String...) -> Pool {
        var pool = Pool(
            endpoints: names.indices.map(ConnectionPoolTests.endpoint), backoff: Backoff(), waiterLimit: 1)
        _ = pool.start(at: at(1))
        for (slot, name) in names.enumerated() {
            _ = pool.connected(slot: slot, attempt: 1, Fake(name: name), at: at(1))
        }
        return pool
    }

    /// Those that many calls go to.
    static func picked(_ pool: inout Pool) -> Set<String> {
        var names: Set<String> = []
        for _ in 0..<100 {
            guard case .use(let connection) = pool.pick(waitForReady: false, at: at(1)).0 else { continue }
            names.insert(connection.name)
        }
        return names
    }

    static func readmissions(_ actions: [Pool.Action]) -> [TimeAmount] {
        actions.compactMap { action in
            guard case .readmit(_, let delay) = action else { return nil }
            return delay
        }
    }

    @Test("An ejected endpoint gets no calls until its time is over")
    func ejected() {
        var pool = Self.pool("a", "b")
        let actions = pool.eject(slot: 0, at: Self.at(2))
        #expect(Self.readmissions(actions) == [.seconds(10)])
        #expect(pool.slots.map(\.ejection.until) == [Self.at(12), nil])
        #expect(Self.picked(&pool) == ["b"])
        _ = pool.readmit(slot: 0, at: Self.at(12))
        #expect(Self.picked(&pool) == ["a", "b"])
        #expect(pool.slots[0].ejection.until == nil)
    }

    @Test("No more than the share is ejected, and never the last one that is ready")
    func share() {
        var pool = Self.pool("a", "b", "c", "d")
        let counts = [0, 0, 1, 2].map { slot in pool.eject(slot: slot, at: Self.at(2)).count }
        #expect(counts == [1, 0, 1, 0])
        var alone = Self.pool("a")
        _ = alone.eject(slot: 0, at: Self.at(2))
        #expect(alone.slots.map(\.ejection.isEjected) == [false])
        #expect(Self.picked(&alone) == ["a"])
    }

    @Test("When the others are lost, an ejected endpoint is better than none")
    func betterThanNone() {
        var pool = Self.pool("a", "b")
        _ = pool.eject(slot: 0, at: Self.at(2))
        _ = pool.lost(slot: 1, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(3))
        #expect(Self.picked(&pool) == ["a"])
    }

    @Test("A closed pool retires ejected connections, too")
    func close() {
        var pool = Self.pool("a", "b")
        _ = pool.eject(slot: 0, at: Self.at(2))
        #expect(pool.close().description.hasPrefix("retire a, retire b"))
    }

    @Test("An endpoint is ejected though its connection was lost, and readmitted on trial though there is none")
    func withoutConnection() {
        var pool = Self.pool("a", "b")
        let failures = pool.slots[0].callFailures
        _ = pool.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(3))
        let first = pool.eject(failures, at: Self.at(3))
        #expect(Self.readmissions(first) == [.seconds(10)])
        _ = pool.connected(slot: 0, attempt: 2, Fake(name: "a, anew"), at: Self.at(4))
        #expect(Self.picked(&pool) == ["b"])
        _ = pool.lost(slot: 0, attempt: 2, end: .lost(reason: "gone"), jitter: 1, at: Self.at(12))
        _ = pool.readmit(slot: 0, at: Self.at(13))
        #expect(failures.failed())
        let second = pool.eject(failures, at: Self.at(14))
        #expect(Self.readmissions(second) == [.seconds(20)])
    }

    @Test("The end of an earlier ejection does not end a later one")
    func earlyEnd() {
        var pool = Self.pool("a", "b")
        _ = pool.eject(slot: 0, at: Self.at(2))
        _ = pool.readmit(slot: 0, at: Self.at(11))
        #expect(pool.slots[0].ejection.until == Self.at(12))
        _ = pool.readmit(slot: 0, at: Self.at(12))
        #expect(!pool.slots[0].ejection.isEjected)
    }

    @Test("Ejections in a row last longer and longer, up to the limit; one that was good for long starts anew")
    func growth() {
        let policy = EjectionPolicy()
        var ejection = Ejection()
        func eject(at seconds: Int) -> TimeAmount { ejection.eject(policy, at: Self.at(seconds)) }
        var delays: [TimeAmount] = []
        for round in 0..<40 {
            delays.append(eject(at: round))
            ejection.readmit(at: Self.at(round))
        }
        #expect(delays.prefix(3) == [.seconds(10), .seconds(20), .seconds(30)])
        #expect(delays.last == .minutes(5))
        let later = eject(at: 39 + 300)
        #expect(later == .seconds(10))
        #expect(ejection.isEjected)
        #expect(ejection.count == 1)
    }

    @Test("Failures in a row make an outlier, after a trial a single one; a success between them starts anew")
    func consecutive() {
        let failures = ConsecutiveFailures(limit: 3)
        #expect([failures.failed(), failures.failed()] == [false, false])
        failures.succeeded()
        #expect([failures.failed(), failures.failed(), failures.failed()] == [false, false, true])
        failures.succeeded()
        failures.beginTrial()
        #expect(failures.failed())
        #expect(!ConsecutiveFailures(limit: 0).failed())
    }
}
