import NIOCore
import Testing

@testable import Loader

@Suite("What the state does about callers that leave")
struct LoaderStateLeavingTests {
    @Test("A batch's deadline is the latest of its waiters'")
    func latestDeadline() throws {
        var probe = try StateProbe(slots: 1)
        let busy = try #require(probe.load([0]).dispatches.first)
        _ = probe.load([1], within: .seconds(3))
        _ = probe.load([2], within: .seconds(5))
        _ = probe.load([3], within: .seconds(4))
        #expect(probe.answer(busy).dispatches.first?.deadline == probe.now + .seconds(5))
    }

    @Test("Keys that nobody waits for any more are not sent, and their deadline doesn't count")
    func abandonedKeys() throws {
        var probe = try StateProbe(slots: 1)
        let busy = try #require(probe.load([0]).dispatches.first)
        _ = probe.load([1, 2], for: "a", within: .seconds(9))
        let cancelled = probe.newestWaiter
        _ = probe.load([2, 3], for: "b", within: .seconds(5))
        #expect(probe.cancel(cancelled).outcome(for: "a") == ["CancellationError()", "CancellationError()"])
        let next = try #require(probe.answer(busy).dispatches.first)
        #expect(next.keys == [2, 3])
        #expect(next.deadline == probe.now + .seconds(5))
        #expect(probe.load([3], for: "c").joinedKeys == 1)
        let end = probe.answer(next)
        #expect(end.outcome(for: "b") == ["value of 2", "value of 3"])
        #expect(end.outcome(for: "c") == ["value of 3"])
        #expect(end.outcome(for: "a") == nil)
    }

    @Test("A batch that nobody waits for any more is not sent at all")
    func abandonedBatch() throws {
        var probe = try StateProbe(slots: 1)
        let busy = try #require(probe.load([0]).dispatches.first)
        _ = probe.load([1])
        _ = probe.cancel(probe.newestWaiter)
        #expect(probe.answer(busy).sent.isEmpty)
        #expect(probe.load([1]).sent == [[1]])
    }

    @Test("Keys whose waiters' deadline has passed are not sent, even before the waiters are told")
    func expiredKeys() throws {
        var probe = try StateProbe(slots: 1)
        let busy = try #require(probe.load([0]).dispatches.first)
        _ = probe.load([1], for: "late", within: .milliseconds(1))
        _ = probe.load([2], for: "patient")
        probe.advance(by: .milliseconds(1))
        #expect(probe.answer(busy).sent == [[2]])
        #expect(probe.wakeUp().outcome(for: "late") == ["\(LoaderError.deadlineExceeded)"])
    }

    @Test("When all waiters are cancelled the call is cancelled; when some are, the rest are served")
    func cancellation() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1], for: "a").dispatches.first)
        let first = probe.newestWaiter
        _ = probe.load([1], for: "b")
        let second = probe.newestWaiter
        #expect(probe.cancel(first).cancellations.isEmpty)
        let actions = probe.cancel(second)
        #expect(actions.cancellations == [batch.batch])
        #expect(actions.resumed == ["b"])
    }

    @Test("A cancelled batch is not joined, gives its slot to the next, and answers nobody")
    func cancelledBatch() throws {
        var probe = try StateProbe(slots: 1)
        let batch = try #require(probe.load([1]).dispatches.first)
        _ = probe.cancel(probe.newestWaiter)
        #expect(probe.load([1], for: "b").sent == [[1]])
        let end = probe.answer(batch)
        #expect(end.resumed.isEmpty)
        #expect(end.completion?.outcome == .cancelled)
    }

    @Test("A cancellation that comes after the answer, or twice, does nothing")
    func lateCancellation() throws {
        var probe = try StateProbe()
        _ = probe.answer(try #require(probe.load([1]).dispatches.first))
        let actions = probe.cancel(probe.newestWaiter)
        #expect(actions.resumed.isEmpty)
        #expect(actions.cancellations.isEmpty)
    }

    @Test("A waiter gets the keys that came in time and an error for the rest, within the tolerance of wake-ups")
    func deadline() throws {
        var probe = try StateProbe(maximumBatchSize: 1)
        let load = probe.load([1, 2], for: "a", within: .milliseconds(50))
        _ = probe.answer(load.dispatches[0])
        let moment = try #require(load.wakeUp)
        #expect(moment >= probe.now + .milliseconds(50))
        #expect(moment <= probe.now + .milliseconds(50) + WakeUps.deadlineTolerance)
        probe.advance(by: moment - probe.now)
        let actions = probe.wakeUp()
        #expect(actions.outcome(for: "a") == ["value of 1", "\(LoaderError.deadlineExceeded)"])
        #expect(actions.cancellations == [load.dispatches[1].batch])
    }

    @Test("A wake-up that comes early is asked for again")
    func earlyWakeUp() throws {
        var probe = try StateProbe()
        let load = probe.load([1], for: "a", within: .milliseconds(50))
        let moment = try #require(load.wakeUp)
        let early = probe.wakeUp(for: moment)
        #expect(early.resumed.isEmpty)
        #expect(early.wakeUp == moment)
    }

    @Test("A load whose deadline has passed is refused and sends nothing")
    func refusedDeadline() throws {
        var probe = try StateProbe()
        let actions = probe.load([1], for: "a", within: .zero)
        #expect(actions.sent.isEmpty)
        #expect(actions.outcome(for: "a") == ["\(LoaderError.deadlineExceeded)"])
    }

    @Test("Who joined with a later deadline outlives the batch: its keys are sent again")
    func laterDeadline() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1, 2], for: "short", within: .milliseconds(10)).dispatches.first)
        _ = probe.load([2], for: "long", within: .seconds(1))
        probe.advance(by: .milliseconds(20))
        let actions = probe.wakeUp()
        #expect(actions.resumed == ["short"])
        #expect(actions.cancellations == [batch.batch])
        #expect(actions.sent == [[2]])
        #expect(probe.answer(actions.dispatches[0]).outcome(for: "long") == ["value of 2"])
    }

    @Test("A batch that fails at its deadline does not fail who joined with a later one")
    func failureAtDeadline() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1], for: "short", within: .milliseconds(10)).dispatches.first)
        _ = probe.load([1], for: "long", within: .seconds(1))
        probe.advance(by: .milliseconds(10))
        let actions = probe.fail(batch, with: TestError("too late"))
        #expect(actions.resumed == ["short"])
        #expect(actions.sent == [[1]])
        #expect(probe.answer(actions.dispatches[0]).outcome(for: "long") == ["value of 1"])
    }

    @Test("Nor does a key that fails at the deadline of its batch; keys that have a value are answered")
    func keyFailureAtDeadline() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1, 2], for: "short", within: .milliseconds(10)).dispatches.first)
        _ = probe.load([1, 2], for: "long", within: .seconds(1))
        probe.advance(by: .milliseconds(10))
        let actions = probe.end(batch, with: .success([.success("cached"), .failure(TestError("too late"))]))
        #expect(actions.outcome(for: "short") == ["cached", "too late"])
        #expect(actions.sent == [[2]])
        #expect(probe.answer(actions.dispatches[0]).outcome(for: "long") == ["cached", "value of 2"])
    }

    @Test("A load beyond the limit of waiting keys is refused; answered and cancelled keys make room again")
    func overload() throws {
        var probe = try StateProbe(maximumWaitingKeys: 3)
        let first = try #require(probe.load([1, 2]).dispatches.first)
        _ = probe.load([3])
        let cancelled = probe.newestWaiter
        let refused = "\(LoaderError.overloaded(maximumWaitingKeys: 3))"
        #expect(probe.load([1], for: "a").outcome(for: "a") == [refused])
        _ = probe.cancel(cancelled)
        #expect(probe.load([1], for: "b").joinedKeys == 1)
        #expect(probe.load([4], for: "c").outcome(for: "c") == [refused])
        _ = probe.answer(first)
        #expect(probe.load([4, 5, 6]).outcome(for: "") == nil)
    }
}
