import NIOCore
import Testing

@testable import Postgres

@Suite("ConnectionLifecycle and Backoff")
struct ConnectionLifecycleTests {
    let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    let timeout = TimeAmount.seconds(5)

    @Test("it resolves, connects, opens, and begins again after a loss")
    func life() {
        var lifecycle = ConnectionLifecycle()
        #expect(lifecycle.tick(now: start, timeout: timeout) == .resolve)
        #expect(lifecycle.isResolving)
        #expect(lifecycle.tick(now: start, timeout: timeout) == nil)
        lifecycle.resolved()
        #expect(lifecycle.isConnecting)
        lifecycle.opened()
        #expect(lifecycle.isOpen)
        #expect(lifecycle.nextTick == .distantFuture)
        lifecycle.lost(now: start, backoff: Backoff(), jitter: 0)
        #expect(lifecycle.nextTick == start + .milliseconds(50))
        #expect(lifecycle.tick(now: start, timeout: timeout) == nil)
        #expect(lifecycle.tick(now: start + .milliseconds(50), timeout: timeout) == .resolve)
    }

    @Test("a connection that was closed on purpose is replaced at once")
    func retired() {
        var lifecycle = ConnectionLifecycle()
        lifecycle.opened()
        lifecycle.retired(now: start)
        #expect(lifecycle.failures == 0)
        #expect(lifecycle.tick(now: start, timeout: timeout) == .resolve)
    }

    @Test("looking up and connecting share one time-out")
    func connectTimeout() {
        var lifecycle = ConnectionLifecycle()
        _ = lifecycle.tick(now: start, timeout: timeout)
        lifecycle.resolved()
        #expect(lifecycle.nextTick == start + timeout)
        guard case .giveUp = lifecycle.tick(now: start + timeout, timeout: timeout) else {
            Issue.record("the attempt was not given up")
            return
        }
    }

    @Test("attempts that take too long are counted until one succeeds; refusals, losses and look-ups are not")
    func timeouts() {
        var lifecycle = ConnectionLifecycle()
        _ = lifecycle.tick(now: start, timeout: timeout)
        _ = lifecycle.tick(now: start + timeout, timeout: timeout)
        #expect(lifecycle.timeouts == 0)
        var now = start
        for expected in 1...3 {
            lifecycle.retired(now: now)
            _ = lifecycle.tick(now: now, timeout: timeout)
            lifecycle.resolved()
            now = now + timeout
            _ = lifecycle.tick(now: now, timeout: timeout)
            lifecycle.lost(now: now, backoff: Backoff(), jitter: 0)
            #expect(lifecycle.timeouts == expected)
        }
        lifecycle.lost(now: now, backoff: Backoff(), jitter: 0)
        #expect(lifecycle.timeouts == 3)
        lifecycle.opened()
        #expect(lifecycle.timeouts == 0)
        lifecycle.lost(now: now, backoff: Backoff(), jitter: 0)
        #expect(lifecycle.timeouts == 0)
    }

    @Test("failures in a row lengthen the wait, an open connection forgets them")
    func failures() {
        var lifecycle = ConnectionLifecycle()
        lifecycle.lost(now: start, backoff: Backoff(), jitter: 0)
        lifecycle.lost(now: start, backoff: Backoff(), jitter: 0)
        #expect(lifecycle.nextTick == start + .milliseconds(100))
        lifecycle.opened()
        lifecycle.lost(now: start, backoff: Backoff(), jitter: 0)
        #expect(lifecycle.nextTick == start + .milliseconds(50))
    }

    @Test("a closed one stays closed")
    func closed() {
        var lifecycle = ConnectionLifecycle()
        lifecycle.close()
        lifecycle.lost(now: start, backoff: Backoff(), jitter: 0)
        #expect(lifecycle.tick(now: .distantFuture, timeout: timeout) == nil)
    }

    @Test("the back-off grows by 50 ms up to 1 s; jitter takes up to a half")
    func backoff() {
        let backoff = Backoff()
        #expect(backoff.delay(failures: 1, jitter: 0) == .milliseconds(50))
        #expect(backoff.delay(failures: 3, jitter: 0) == .milliseconds(150))
        #expect(backoff.delay(failures: 20, jitter: 0) == .seconds(1))
        #expect(backoff.delay(failures: 1_000_000, jitter: 0) == .seconds(1))
        #expect(backoff.delay(failures: 20, jitter: 1) == .milliseconds(500))
    }
}
