import NIOCore
import Testing

@testable import Postgres

@Suite("Pipeline: deadlines, cancellation and the end of the connection")
struct PipelineAbandonmentTests {
    var harness = PipelineHarness()

    @Test("an expired flight fails at once, once, and its late answer is dropped")
    mutating func expired() throws {
        _ = try harness.query(1, timeout: 100)
        _ = try harness.query(2, timeout: 500)
        _ = harness.closeGroup()
        let second = harness.now + .milliseconds(500)
        harness.milliseconds = 100
        var failed: [UInt64] = []
        #expect(harness.machine.expire(now: harness.now) { failed.append($0.request.id) } == second)
        #expect(harness.machine.expire(now: harness.now) { failed.append($0.request.id) } == second)
        #expect(failed == [1])
        let effects = harness.receive(.succeeded, .ended, .succeeded, .ended, .succeeded, .ended, .synced(.idle))
        #expect(effects == ["succeed 2"])
        #expect(harness.machine.abandonedCount == 0)
    }

    @Test("a running statement that nobody waits for is cancelled after a while, then its connection closed")
    mutating func overdue() throws {
        _ = try harness.query(1)
        _ = harness.abandon(1)
        #expect(harness.watch() == nil)
        #expect(harness.machine.nextWatch == harness.now + .milliseconds(100))
        harness.milliseconds = 100
        #expect(harness.watch() == "cancel")
        #expect(harness.watch() == nil)
        #expect(harness.machine.nextWatch == harness.now + .seconds(1))
        harness.milliseconds = 1100
        #expect(harness.watch() == "give up")
    }

    @Test("a statement behind others gets its time once it is at the head")
    mutating func becomesHead() throws {
        _ = try harness.query(1)
        _ = try harness.query(2)
        _ = harness.abandon(2)
        harness.milliseconds = 5000
        #expect(harness.watch() == nil)
        _ = harness.receive(.succeeded, .ended, .succeeded, .ended)
        #expect(harness.watch() == nil)
        harness.milliseconds = 5100
        #expect(harness.watch() == "cancel")
    }

    @Test("while a cancellation is under way nothing new is sent; what it hits by mistake is sent again")
    mutating func cancellation() throws {
        _ = try harness.query(1)
        _ = harness.closeGroup()
        _ = try harness.query(2, "a", .write)
        _ = harness.abandon(1)
        harness.milliseconds = 100
        #expect(harness.watch() == "cancel")
        #expect(!harness.acceptsShared)
        #expect(harness.receive(.succeeded, .ended, .succeeded, .ended, .synced(.idle)) == [])
        harness.machine.cancellationDelivered()
        #expect(!harness.acceptsShared)
        #expect(harness.receive(.refused("57014"), .ended, .synced(.idle)) == ["requeue 2, attempt 1"])
        #expect(harness.acceptsShared)
    }

    @Test("a report that comes when all is answered frees the connection")
    mutating func lateReport() throws {
        _ = try harness.query(1)
        _ = harness.closeGroup()
        _ = harness.abandon(1)
        harness.milliseconds = 100
        _ = harness.watch()
        _ = harness.receive(.succeeded, .ended, .refused("57014"), .ended, .synced(.idle))
        #expect(!harness.acceptsShared)
        harness.machine.cancellationDelivered()
        #expect(harness.acceptsShared)
    }

    @Test("a time-out of the server is an error, not a mistake")
    mutating func serverTimeout() throws {
        _ = try harness.query(1)
        #expect(harness.receive(.succeeded, .ended, .refused("57014"), .ended) == ["fail 1 server"])
    }

    @Test("a lease that outlives its deadline closes the connection")
    mutating func overdueLease() throws {
        _ = try harness.query(7, "begin", .lease, timeout: 1000)
        _ = harness.receive(.succeeded, .ended, .succeeded, .ended, .synced(.open))
        #expect(harness.machine.nextWatch == harness.now + .milliseconds(2100))
        harness.milliseconds = 2099
        #expect(harness.watch() == nil)
        harness.milliseconds = 2100
        #expect(harness.watch() == "give up")
    }

    @Test("a lost connection fails what is in flight; only of a write is the outcome unknown")
    mutating func lost() throws {
        _ = try harness.query(1)
        _ = try harness.query(2, "b", .write)
        #expect(harness.disconnect(isLost: true) == ["fail 1 unavailable", "fail 2 unavailable, outcome unknown"])
        #expect(harness.machine.flightCount == 0)
        #expect(try harness.query(3) == ["prepare a", "execute a"])
    }

    @Test("a connection that we close because of its head spares the reads behind it")
    mutating func closed() throws {
        for id in UInt64(1)...3 { _ = try harness.query(id) }
        _ = harness.abandon(1)
        _ = harness.abandon(2)
        #expect(harness.disconnect(isLost: false) == ["requeue 3, attempt 1"])
    }
}
