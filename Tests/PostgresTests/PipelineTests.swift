import NIOCore
import Testing

@testable import Postgres

@Suite("Pipeline: what shares a Sync, and what an error does to it")
struct PipelineTests {
    var harness = PipelineHarness()

    @Test("reads of a tick share one Sync, and a statement is prepared once")
    mutating func group() throws {
        #expect(try harness.query(1) == ["prepare a", "execute a"])
        #expect(try harness.query(2) == ["execute a"])
        #expect(harness.closeGroup() == ["sync"])
        #expect(harness.closeGroup() == [])
        #expect(harness.receive(.succeeded, .ended) == [])
        #expect(harness.receive(.succeeded, .ended, .succeeded, .ended) == ["succeed 1", "succeed 2"])
        #expect(harness.machine.expectsResult)
        #expect(harness.receive(.synced(.idle)) == [])
        #expect(!harness.machine.expectsResult)
        #expect(harness.machine.flightCount == 0)
        #expect(try harness.query(3) == ["execute a"])
    }

    @Test("a write ends the group before it and has a Sync of its own")
    mutating func write() throws {
        _ = try harness.query(1)
        #expect(try harness.query(2, "b", .write) == ["sync", "prepare b", "execute b", "sync"])
        #expect(try harness.query(3, "b", .write) == ["execute b", "sync"])
        #expect(harness.closeGroup() == [])
    }

    @Test("an error fails its own read; those behind it are sent again, alone")
    mutating func neighbours() throws {
        for id in UInt64(1)...3 { _ = try harness.query(id) }
        _ = harness.closeGroup()
        let effects = harness.receive(
            .succeeded, .ended, .succeeded, .ended, .refused("22012"), .ended, .aborted, .ended, .synced(.idle))
        #expect(effects == ["succeed 1", "fail 2 server", "requeue 3, attempt 1"])
        #expect(try harness.query(3, attempt: 1) == ["execute a", "sync"])
        #expect(harness.receive(.succeeded, .ended, .synced(.idle)) == ["succeed 3"])
    }

    @Test("a statement that can't be prepared fails with that reason, and is prepared again next time")
    mutating func preparationFails() throws {
        _ = try harness.query(1)
        _ = harness.closeGroup()
        #expect(harness.receive(.refused("42601"), .ended, .aborted, .ended, .synced(.idle)) == ["fail 1 server"])
        #expect(try harness.query(2) == ["prepare a", "execute a"])
    }

    @Test("a preparation that an earlier error aborts is repeated")
    mutating func preparationAborted() throws {
        _ = try harness.query(1, "a")
        _ = try harness.query(2, "b")
        _ = harness.closeGroup()
        let effects = harness.receive(
            .succeeded, .ended, .refused("22012"), .ended, .aborted, .ended, .aborted, .ended, .synced(.idle))
        #expect(effects == ["fail 1 server", "requeue 2, attempt 1"])
        #expect(try harness.query(2, "b", attempt: 1) == ["prepare b", "execute b", "sync"])
    }

    @Test(
        "a plan that tables have outgrown is replaced and the statement sent again",
        arguments: [Placement.read, .write])
    func stalePlan(placement: Placement) throws {
        var harness = PipelineHarness()
        _ = try harness.query(1, "a", placement)
        _ = harness.closeGroup()
        let effects = harness.receive(.succeeded, .ended, .refused("0A000"), .ended, .synced(.idle))
        #expect(effects == ["requeue 1, attempt 1"])
        #expect(
            try harness.query(1, "a", placement, attempt: 1) == ["deallocate a", "prepare a", "execute a", "sync"])
        let again = harness.receive(
            .succeeded, .ended, .succeeded, .ended, .succeeded, .ended, .synced(.idle))
        #expect(again == ["succeed 1"])
    }

    @Test("a statement that the server has forgotten is prepared again, but not for ever")
    mutating func forgotten() throws {
        _ = try harness.query(1)
        _ = harness.closeGroup()
        #expect(
            harness.receive(.succeeded, .ended, .refused("26000"), .ended, .synced(.idle)) == ["requeue 1, attempt 1"])
        _ = try harness.query(1, attempt: 1)
        #expect(
            harness.receive(.succeeded, .ended, .refused("26000"), .ended, .synced(.idle)) == ["requeue 1, attempt 2"])
        _ = try harness.query(1, attempt: 2)
        #expect(harness.receive(.succeeded, .ended, .refused("26000"), .ended, .synced(.idle)) == ["fail 1 server"])
    }

    @Test("an old failure does not undo a newer preparation")
    mutating func generations() throws {
        _ = try harness.query(1, "b")
        _ = try harness.query(2, "a")
        _ = harness.closeGroup()
        // Sent before the preparation of "a" is known to have been aborted.
        _ = try harness.query(3, "a")
        _ = harness.closeGroup()
        _ = harness.receive(
            .succeeded, .ended, .refused("22012"), .ended, .aborted, .ended, .aborted, .ended, .synced(.idle))
        #expect(try harness.query(2, "a", attempt: 1) == ["prepare a", "execute a", "sync"])
        #expect(harness.receive(.refused("26000"), .ended, .synced(.idle)) == ["requeue 3, attempt 1"])
        #expect(try harness.query(3, "a", attempt: 1) == ["execute a", "sync"])
    }

    @Test("other parameter types, or other SQL under the same name, are prepared anew")
    mutating func otherTypes() throws {
        _ = try harness.query(1)
        var parameters = PostgresParameters()
        parameters.append(true)
        let typed = Work.query(PostgresStatement(name: "a", sql: "SELECT"), parameters)
        #expect(try harness.send(2, typed) == ["deallocate a", "prepare a", "execute a"])
        let other = Work.query(PostgresStatement(name: "a", sql: "SELECT 2"), parameters)
        #expect(try harness.send(3, other) == ["deallocate a", "prepare a", "execute a"])
    }

    @Test("a full pipeline takes no more shared work")
    mutating func limit() throws {
        for id in 0..<UInt64(PipelineLimits().flights) {
            #expect(harness.acceptsShared)
            _ = try harness.query(id)
        }
        #expect(!harness.acceptsShared)
    }

    @Test("nothing more is sent behind a statement that runs for long")
    mutating func stall() throws {
        harness.milliseconds = 1000
        _ = try harness.query(1)
        _ = try harness.query(2)
        harness.milliseconds = 1009
        #expect(harness.acceptsShared)
        harness.milliseconds = 1010
        #expect(!harness.acceptsShared)
        _ = harness.receive(.succeeded, .ended, .succeeded, .ended)
        #expect(harness.acceptsShared)
        harness.milliseconds = 1020
        #expect(!harness.acceptsShared)
        _ = harness.receive(.succeeded, .ended)
        #expect(harness.acceptsShared)
    }

    @Test("the time of a statement begins with the answer to the one before it")
    mutating func duration() throws {
        _ = try harness.query(1)
        _ = try harness.query(2)
        harness.milliseconds = 150
        _ = harness.receive(.succeeded, .ended, .succeeded, .ended)
        let secondCanBegin = harness.now
        harness.milliseconds = 160
        guard case .succeed(let flight) = harness.machine.receive(.succeeded, now: harness.now) else {
            Issue.record("the second statement did not succeed")
            return
        }
        #expect(flight.startedAt == secondCanBegin)
    }
}
