import NIOCore
import Testing

@testable import Loader

@Suite("Loads that a plug holds back")
struct LoaderStateStagingTests {
    @Test("They are sent when they are released, in one batch")
    func release() throws {
        var probe = try StateProbe()
        #expect(probe.stage([1], for: "a").sent.isEmpty)
        let first = probe.newestWaiter
        #expect(probe.stage([2, 1], for: "b").sent.isEmpty)
        let actions = probe.release([first, probe.newestWaiter])
        #expect(actions.sent == [[1, 2]])
        #expect(actions.deduplicatedKeys == 1)
        let answers = probe.answer(actions.dispatches[0])
        #expect(answers.outcome(for: "a") == ["value of 1"])
        #expect(answers.outcome(for: "b") == ["value of 2", "value of 1"])
    }

    @Test("Those of others are not delayed, and don't take them along")
    func others() throws {
        var probe = try StateProbe()
        _ = probe.stage([1])
        let held = probe.newestWaiter
        #expect(probe.load([2]).sent == [[2]])
        #expect(probe.release([held]).sent == [[1]])
    }

    @Test("A caller that is cancelled while its load is held back is answered, and nothing is sent for it")
    func cancelled() throws {
        var probe = try StateProbe()
        _ = probe.stage([1], for: "a")
        let waiter = probe.newestWaiter
        #expect(probe.cancel(waiter).outcome(for: "a") == ["CancellationError()"])
        #expect(probe.release([waiter]).sent.isEmpty)
        #expect(probe.state.waitingKeys == 0)
    }

    @Test("A load that is never released fails at its deadline, for which a wake-up is asked")
    func deadline() throws {
        var probe = try StateProbe()
        let moment = try #require(probe.stage([1], for: "a", within: .milliseconds(50)).wakeUp)
        probe.advance(by: moment - probe.now)
        #expect(probe.wakeUp().outcome(for: "a") == ["\(LoaderError.deadlineExceeded)"])
        #expect(probe.release([probe.newestWaiter]).sent.isEmpty)
    }

    @Test("A load that is refused is not held back")
    func refused() throws {
        var probe = try StateProbe(maximumWaitingKeys: 1)
        #expect(probe.stage([1, 2], for: "a").resumed == ["a"])
        #expect(probe.release([probe.newestWaiter]).sent.isEmpty)
    }
}
