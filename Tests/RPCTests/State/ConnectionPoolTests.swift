import NIOCore
import Testing

@testable import RPC

@Suite("A client's connections, event by event")
struct ConnectionPoolTests {
    struct Fake: Balanced, Equatable {
        let name: String
        var outstandingCalls = 0
        var foreignCalls = 0
        var callLimit = 1_000
        var isRefusing = false

        func foreignCalls(at now: NIODeadline) -> Int { foreignCalls }
        func isRefusing(at now: NIODeadline) -> Bool { isRefusing }
    }

    typealias Pool = ConnectionPool<Fake, String>

    static func pool(slots: Int = 1) -> Pool {
        Pool(endpoints: (0..<slots).map(endpoint), backoff: Backoff(), waiterLimit: 2)
    }

    static func endpoint(_ number: Int) -> Endpoint { Endpoint(.unix(path: "/\(number)")) }

    /// Seconds on the clock.
    static func at(_ seconds: Double) -> NIODeadline { .uptimeNanoseconds(UInt64(seconds * 1e9)) }

    /// A pool whose only connection was made at second 1.
    static func ready() -> Pool {
        var pool = pool()
        _ = pool.start(at: at(1))
        _ = pool.connected(slot: 0, attempt: 1, Fake(name: "a"), at: at(1))
        return pool
    }

    @Test("The first call connects and waits; the connection lets all waiting calls try again")
    func firstCall() {
        var pool = Self.pool()
        #expect(pool.pick(at: 1) == "wait, connect 0/1")
        #expect(pool.wait("call", id: 1, untilReady: false) == true)
        #expect(pool.connected(slot: 0, attempt: 1, Fake(name: "a"), at: Self.at(1)).description == "resume call")
        #expect(pool.pick(at: 1) == "a")
    }

    @Test("When the first attempt fails, calls fail, except those that wait until it works")
    func firstFailure() {
        var pool = Self.pool()
        pool.pick(at: 1)
        _ = pool.wait("hasty", id: 1, untilReady: false)
        _ = pool.wait("patient", id: 2, untilReady: true)
        let actions = pool.connectFailed(slot: 0, attempt: 1, error: "refused", jitter: 1, at: Self.at(1))
        #expect(actions.description == "retry 0/1 in 50 ms, fail hasty: UNAVAILABLE: no connection: refused")
        #expect(pool.waiters.count == 1)
        #expect(pool.pick(at: 1) == "fail UNAVAILABLE: no connection: refused")
        _ = pool.backoffElapsed(slot: 0, attempt: 1, at: Self.at(1.1))
        #expect(
            pool.connected(slot: 0, attempt: 2, Fake(name: "a"), at: Self.at(1.2)).description == "resume patient")
    }

    @Test("A call cuts a long back-off short, but not more often than the shortest one")
    func cutShort() {
        var pool = Self.pool()
        _ = pool.start(at: Self.at(1))
        _ = pool.connectFailed(slot: 0, attempt: 1, error: "refused", jitter: 1, at: Self.at(1))
        #expect(pool.pick(at: 1.01).hasPrefix("fail"))
        #expect(pool.pick(at: 1.06).hasSuffix("connect 0/2"))
        #expect(pool.pick(at: 1.2) == "fail UNAVAILABLE: no connection: refused")
        #expect(pool.backoffElapsed(slot: 0, attempt: 1, at: Self.at(2)).isEmpty == true)
    }

    @Test("Waits double up to the cap, half of each is jitter")
    func backoff() {
        let backoff = Backoff()
        #expect(backoff.delay(afterFailures: 1, jitter: 0) == .milliseconds(25))
        #expect(backoff.delay(afterFailures: 1, jitter: 1) == .milliseconds(50))
        #expect(backoff.delay(afterFailures: 3, jitter: 1) == .milliseconds(200))
        #expect(backoff.delay(afterFailures: 6, jitter: 1) == .seconds(1))
        #expect(backoff.delay(afterFailures: .max, jitter: 1) == .seconds(1))
    }

    @Test("A connection that was good is replaced at once, one that did not last after a wait")
    func lost() {
        var good = Self.ready()
        #expect(
            good.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(9)).description
                == "connect 0/2")
        #expect(good.pick(at: 9) == "wait")
        var flapping = Self.ready()
        #expect(
            flapping.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(1.5)).description
                .hasPrefix("retry 0/1 in 50 ms"))
    }

    @Test("A connection that has served its time is replaced at once, however young, and calls wait for the next one")
    func used() {
        var pool = Self.ready()
        #expect(
            pool.lost(slot: 0, attempt: 1, end: .used(reason: "ids"), jitter: 1, at: Self.at(1.5)).description
                == "connect 0/2")
        #expect(pool.pick(at: 1.5) == "wait")
    }

    @Test("News of an old attempt changes nothing; its connection is let go")
    func staleNews() {
        var pool = Self.ready()
        _ = pool.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(9))
        #expect(pool.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(9)).isEmpty == true)
        #expect(pool.connectFailed(slot: 0, attempt: 1, error: "old", jitter: 1, at: Self.at(1)).isEmpty == true)
        #expect(pool.connected(slot: 0, attempt: 1, Fake(name: "old"), at: Self.at(9)).description == "retire old")
    }

    @Test("With another connection ready, a failure disturbs nobody")
    func otherReady() {
        var pool = Self.pool(slots: 2)
        _ = pool.start(at: Self.at(1))
        _ = pool.connected(slot: 0, attempt: 1, Fake(name: "a"), at: Self.at(1))
        #expect(
            pool.connectFailed(slot: 1, attempt: 1, error: "refused", jitter: 1, at: Self.at(1)).description
                == "retry 1/1 in 50 ms")
        #expect(pool.pick(at: 1) == "a")
    }

    @Test("More calls than may wait are turned away; who gives up leaves his place")
    func waiterLimit() {
        var pool = Self.pool()
        #expect(pool.wait("a", id: 1, untilReady: true) == true)
        #expect(pool.wait("b", id: 2, untilReady: true) == true)
        #expect(pool.wait("c", id: 3, untilReady: true) == false)
        #expect(pool.cancelWait(id: 1) == "a")
        #expect(pool.cancelWait(id: 1) == nil)
        #expect(pool.wait("c", id: 3, untilReady: true) == true)
    }

    @Test("A closed pool retires its connections, sends waiting calls away, and stays closed")
    func close() {
        var pool = Self.ready()
        _ = pool.wait("call", id: 1, untilReady: true)
        #expect(pool.close().description == "retire a, fail call: UNAVAILABLE: the client is shut down")
        #expect(pool.pick(at: 2) == "fail UNAVAILABLE: the client is shut down")
        #expect(pool.start(at: Self.at(2)).isEmpty == true)
        #expect(pool.lost(slot: 0, attempt: 1, end: .lost(reason: ""), jitter: 1, at: Self.at(9)).isEmpty == true)
    }

    @Test("After the end no call gets a connection that is still finishing its own, whichever of them is gone first")
    func afterClose() {
        var pool = Self.pool(slots: 2)
        _ = pool.start(at: Self.at(1))
        for (slot, name) in ["a", "b"].enumerated() {
            _ = pool.connected(slot: slot, attempt: 1, Fake(name: name), at: Self.at(1))
        }
        #expect(pool.close().description.hasPrefix("retire a, retire b"))
        _ = pool.lost(slot: 0, attempt: 1, end: .lost(reason: "gone"), jitter: 1, at: Self.at(9))
        #expect(pool.pick(at: 9) == "fail UNAVAILABLE: the client is shut down")
        #expect(pool.close().isEmpty == true)
    }

    @Test("Of two connections the one with fewer calls is taken, of many nearly so")
    func twoChoices() {
        var choices = TwoChoices()
        let pair = [Fake(name: "busy", outstandingCalls: 9), Fake(name: "free")]
        for _ in 0..<100 { #expect(choices.pick(from: pair, at: Self.at(0))?.name == "free") }
        let shared = [Fake(name: "busy with others", foreignCalls: 9), Fake(name: "busier", outstandingCalls: 10)]
        for _ in 0..<100 { #expect(choices.pick(from: shared, at: Self.at(0))?.name == "busy with others") }
        let full = [Fake(name: "full", outstandingCalls: 9, callLimit: 9), Fake(name: "room", foreignCalls: 2_000)]
        for _ in 0..<100 { #expect(choices.pick(from: full, at: Self.at(0))?.name == "room") }
        // Not among the two, most of the time.
        let others = full + [Fake(name: "full, too", callLimit: 0), Fake(name: "and this", callLimit: 0)]
        for _ in 0..<100 { #expect(choices.pick(from: others, at: Self.at(0))?.name == "room") }
        let refusing = [
            full[0], Fake(name: "refuses", isRefusing: true), Fake(name: "refuses, too", isRefusing: true),
        ]
        for _ in 0..<100 { #expect(choices.pick(from: refusing, at: Self.at(0))?.name.hasPrefix("refuses") == true) }
        for _ in 0..<100 { #expect(choices.pick(from: refusing + [full[1]], at: Self.at(0))?.name == "room") }
        let nowhere = (0..<3).map { Fake(name: "\($0)", callLimit: 0) }
        let anywhere = Set((0..<100).compactMap { _ in choices.pick(from: nowhere, at: Self.at(0))?.name })
        #expect(anywhere == ["0", "1", "2"])
        #expect(choices.pick(from: [Fake](), at: Self.at(0)) == nil)
        var many = (0..<10).map { Fake(name: "\($0)") }
        for _ in 0..<10_000 {
            guard let picked = choices.pick(from: many, at: Self.at(0)), let index = Int(picked.name) else { continue }
            many[index].outstandingCalls += 1
        }
        let counts = many.map(\.outstandingCalls)
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) < 20)
    }
}

extension ConnectionPool<ConnectionPoolTests.Fake, String> {
    /// What a call gets, and what is done for it, as text.
    @discardableResult
    mutating func pick(at seconds: Double) -> String {
        let (pick, actions) = pick(waitForReady: false, at: ConnectionPoolTests.at(seconds))
        let outcome =
            switch pick {
            case .use(let connection): connection.name
            case .wait: "wait"
            case .fail(let status): "fail \(status)"
            }
        return actions.isEmpty ? outcome : "\(outcome), \(actions.description)"
    }
}

extension [ConnectionPool<ConnectionPoolTests.Fake, String>.Action] {
    var description: String {
        map { action in
            switch action {
            case .connect(let slot, let attempt, _, _): "connect \(slot)/\(attempt)"
            case .retry(let slot, let attempt, let delay):
                "retry \(slot)/\(attempt) in \(delay.nanoseconds / 1_000_000) ms"
            case .readmit(let slot, let delay): "readmit \(slot) in \(delay.nanoseconds / 1_000_000_000) s"
            case .resume(let waiters, .success): "resume \(waiters.joined(separator: " "))"
            case .resume(let waiters, .failure(let status)): "fail \(waiters.joined(separator: " ")): \(status)"
            case .resolve: "resolve"
            case .resolveLater(let delay): "resolve in \(delay.nanoseconds / 1_000_000_000) s"
            case .retire(let connection): "retire \(connection.name)"
            }
        }.joined(separator: ", ")
    }
}
