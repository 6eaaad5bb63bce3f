import NIOCore
import Testing

@testable import Loader

@Suite("When the state sends which keys")
struct LoaderStateSendingTests {
    @Test("An idle loader sends a key at once")
    func idle() throws {
        var probe = try StateProbe()
        let actions = probe.load([1])
        #expect(actions.sent == [[1]])
        #expect(actions.dispatches.first?.queueWait == .zero)
    }

    @Test("Keys gather while both slots are taken, and leave together when a batch comes back")
    func gate() throws {
        var probe = try StateProbe()
        let first = try #require(probe.load([1]).dispatches.first)
        #expect(probe.load([2]).sent == [[2]])
        #expect(probe.load([3]).sent.isEmpty)
        probe.advance(by: .milliseconds(2))
        #expect(probe.load([5, 4]).sent.isEmpty)
        probe.advance(by: .milliseconds(1))
        let actions = probe.answer(first)
        #expect(actions.sent == [[3, 5, 4]])
        #expect(actions.dispatches.first?.queueWait == .milliseconds(3))
        #expect(actions.dispatches.first?.waiterCount == 2)
    }

    @Test("Keys that come before a call's task runs travel with it")
    func lateKeys() throws {
        var probe = try StateProbe()
        probe.holdsCalls = true
        _ = probe.load([1], for: "a")
        probe.advance(by: .milliseconds(1))
        #expect(probe.load([2, 1], for: "b").deduplicatedKeys == 1)
        #expect(probe.startedCalls.count == 1, "one call takes them all")
        let begun = probe.beginCalls()
        #expect(begun.sent == [[1, 2]])
        #expect(begun.dispatches.first?.queueWait == .milliseconds(1))
        #expect(probe.load([3]).sent.isEmpty)
        #expect(probe.beginCalls().sent == [[3]], "the second slot was free")
    }

    @Test("A call starts on the spot when eight loads in a row found nothing under way, until one finds another")
    func loneLoads() throws {
        var probe = try StateProbe(slots: 1)
        func loadAlone(_ key: Int) throws -> Bool {
            let step = probe.load([key, -key])
            _ = probe.answer(try #require(step.dispatches.first))
            return step.startsCallsOnTheSpot
        }
        #expect(try (1...10).map(loadAlone) == Array(repeating: false, count: 8) + [true, true])
        let busy = try #require(probe.load([1]).dispatches.first)
        #expect(!probe.load([2]).startsCallsOnTheSpot)
        let next = probe.answer(busy)
        #expect(next.sent == [[2]])
        #expect(!next.startsCallsOnTheSpot, "its caller has waited already")
        _ = probe.answer(next.dispatches[0])
        #expect(try !loadAlone(4))
    }

    @Test("Loads that travel apart don't come alone while others are under way")
    func batchesOfOne() throws {
        var probe = try StateProbe(maximumBatchSize: 1, slots: 2)
        for key in 0..<20 {
            let steps = [probe.load([key]), probe.load([-key - 1])]
            #expect(steps.allSatisfy { !$0.startsCallsOnTheSpot })
            for step in steps { _ = probe.answer(try #require(step.dispatches.first)) }
        }
    }

    @Test("A plug's loads never start on the spot: who releases them is none of their callers")
    func loneStagedKeys() throws {
        var probe = try StateProbe(slots: 1)
        for key in 0..<8 { _ = probe.answer(try #require(probe.load([key]).dispatches.first)) }
        #expect(!probe.stage([8]).startsCallsOnTheSpot)
        #expect(!probe.release([probe.newestWaiter]).startsCallsOnTheSpot)
    }

    @Test("Of a call it is known whether somebody waits for it, until it is over")
    func stateOfCall() throws {
        var probe = try StateProbe(slots: 1)
        probe.holdsCalls = true
        _ = probe.load([1])
        let call = try #require(probe.startedCalls.first)
        #expect(probe.state.isCancelled(call) == nil, "it has not begun")
        let batch = try #require(probe.beginCalls().dispatches.first)
        #expect(probe.state.isCancelled(call) == false)
        _ = probe.cancel(probe.newestWaiter)
        #expect(probe.state.isCancelled(call) == true)
        _ = probe.answer(batch)
        #expect(probe.state.isCancelled(call) == nil)
    }

    @Test("A call is started for each batch that is full, and none beyond the slots")
    func startedCalls() throws {
        var probe = try StateProbe(maximumBatchSize: 2)
        probe.holdsCalls = true
        for (key, calls) in zip(1...5, [1, 1, 2, 2, 2]) {
            _ = probe.load([key])
            #expect(probe.startedCalls.count == calls)
        }
        let begun = probe.beginCalls()
        #expect(begun.sent == [[1, 2], [3, 4]])
        _ = probe.answer(begun.dispatches[0])
        #expect(probe.beginCalls().sent == [[5]])
    }

    @Test("A call whose keys nobody wants any more when it begins sends nothing, and leaves its slot to the next")
    func abandonedBeforeCall() throws {
        var probe = try StateProbe(slots: 1)
        probe.holdsCalls = true
        _ = probe.load([1], for: "gone")
        #expect(probe.cancel(probe.newestWaiter).cancellations.isEmpty, "there is nothing to cancel yet")
        #expect(probe.beginCalls().sent.isEmpty)
        _ = probe.load([2])
        #expect(probe.beginCalls().sent == [[2]])
    }

    @Test("What waits behind a call that has begun is sent when the call counts as stalled")
    func stalledAfterBegin() throws {
        var probe = try StateProbe(maximumBatchSize: 1, slots: 1)
        probe.holdsCalls = true
        #expect(probe.load([1, 2]).wakeUp != nil, "for the deadline")
        let begun = probe.beginCalls()
        let moment = try #require(begun.wakeUp, "for the slot")
        probe.advance(by: moment - probe.now + .nanoseconds(1))
        _ = probe.wakeUp()
        #expect(probe.beginCalls().sent == [[2]])
    }

    @Test("A load of more keys than a batch holds is split in key order")
    func split() throws {
        var probe = try StateProbe(maximumBatchSize: 2)
        let actions = probe.load([1, 2, 3, 4, 5])
        #expect(actions.sent == [[1, 2], [3, 4]])
        #expect(probe.answer(actions.dispatches[0]).sent == [[5]])
    }

    @Test("A key that waits or repeats is sent once and answered in each slot")
    func duplicates() throws {
        var probe = try StateProbe(slots: 1)
        let busy = try #require(probe.load([0]).dispatches.first)
        #expect(probe.load([1, 2, 1], for: "a").deduplicatedKeys == 1)
        #expect(probe.load([2], for: "b").deduplicatedKeys == 1)
        let next = try #require(probe.answer(busy).dispatches.first)
        #expect(next.keys == [1, 2])
        let actions = probe.answer(next)
        #expect(actions.outcome(for: "a") == ["value of 1", "value of 2", "value of 1"])
        #expect(actions.outcome(for: "b") == ["value of 2"])
    }

    @Test("Duplicates take no room in a batch")
    func duplicatesTakeNoRoom() throws {
        var probe = try StateProbe(maximumBatchSize: 2)
        #expect(probe.load([1, 1, 1, 2, 3]).sent == [[1, 2], [3]])
    }

    @Test("A key in flight is joined")
    func join() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1, 2], for: "a").dispatches.first)
        let join = probe.load([2], for: "b")
        #expect(join.sent.isEmpty)
        #expect(join.joinedKeys == 1)
        #expect(probe.answer(batch).outcome(for: "b") == ["value of 2"])
    }

    @Test("A key that has been in flight for more than three round trips is fetched anew, and neither result is lost")
    func joinCutOff() throws {
        var probe = try StateProbe()
        _ = probe.answer(try #require(probe.load([0]).dispatches.first), after: .milliseconds(4))
        let stalled = try #require(probe.load([1], for: "a").dispatches.first)
        probe.advance(by: .milliseconds(12))
        #expect(probe.load([1], for: "b").joinedKeys == 1)
        probe.advance(by: .microseconds(1))
        let fresh = try #require(probe.load([1], for: "c").dispatches.first)
        #expect(probe.answer(stalled).resumed == ["a", "b"])
        #expect(probe.load([1], for: "d").joinedKeys == 1, "the old batch must not evict the newer one")
        #expect(probe.answer(fresh).resumed == ["c", "d"])
    }

    @Test("A load is not split over two calls when one can carry it, whatever else waits")
    func wholeLoad() throws {
        var probe = try StateProbe(maximumBatchSize: 10, slots: 1)
        let running = try #require(probe.load([0]).dispatches.first)
        _ = probe.load([1, 2, 3, 4, 5, 6])
        _ = probe.load([11, 12, 13, 14, 15, 16, 17, 18])
        _ = probe.load([21, 22])
        let second = probe.answer(running)
        #expect(second.sent == [[1, 2, 3, 4, 5, 6]])
        let third = probe.answer(try #require(second.dispatches.first))
        #expect(third.sent == [[11, 12, 13, 14, 15, 16, 17, 18, 21, 22]])
    }

    @Test("Nor when some of its keys wait already: only those that none has count", arguments: [true, false])
    func wholeLoadOfSomeNewKeys(knownFirst: Bool) throws {
        var probe = try StateProbe(maximumBatchSize: 10, slots: 1)
        let running = try #require(probe.load([0]).dispatches.first)
        _ = probe.load([1, 2, 3, 4, 5, 6])
        _ = probe.load(knownFirst ? [1, 11, 12, 13, 14, 15, 16, 17, 18] : [11, 12, 13, 14, 15, 16, 17, 18, 1])
        _ = probe.load([1, 2, 3, 4, 5, 6, 21])
        let second = probe.answer(running)
        #expect(second.sent == [[1, 2, 3, 4, 5, 6]])
        #expect(
            probe.answer(try #require(second.dispatches.first)).sent == [[11, 12, 13, 14, 15, 16, 17, 18, 21]])
    }

    @Test("Batches that became smaller carry a large load whole, and a larger one than any call in as few as may be")
    func wholeLoadOfSmallBatches() throws {
        var probe = try StateProbe(maximumBatchSize: 64, slots: 1)
        for _ in 0..<3 {
            let full = try #require(probe.load(Array(0..<64)).dispatches.first)
            // Slower than full batches may be; a stall the first time, and then what round trips take.
            _ = probe.answer(full, after: .milliseconds(30))
        }
        var running = probe.load([0]).dispatches
        for key in 100..<120 { _ = probe.load([key]) }
        _ = probe.load(Array(200..<250))
        _ = probe.load(Array(300..<400))
        var sizes: [Int] = []
        while let batch = running.first {
            sizes.append(batch.keys.count)
            running = running.dropFirst() + probe.answer(batch).dispatches
        }
        #expect(sizes == [1, 16, 4, 50, 64, 36])
    }

    @Test("A caller never joins a read that began before its write")
    func readYourWrites() throws {
        var probe = try StateProbe()
        _ = probe.load([1])
        probe.advance(by: .microseconds(10))
        let written = probe.now
        #expect(probe.load([1], notBefore: written).sent == [[1]])
        #expect(probe.load([1], notBefore: written).joinedKeys == 1)
    }

    @Test("A stalled batch gives up its slot after three round trips, without waiting for another event than time")
    func slotAgeing() throws {
        var probe = try StateProbe(slots: 1)
        _ = probe.answer(try #require(probe.load([0]).dispatches.first), after: .milliseconds(4))
        _ = probe.load([1])
        let gated = probe.load([2])
        #expect(gated.sent.isEmpty)
        let moment = try #require(gated.wakeUp)
        #expect(moment - probe.now <= .milliseconds(12) + WakeUps.slotTolerance)
        probe.advance(by: moment - probe.now)
        #expect(probe.wakeUp().sent == [[2]])
    }

    @Test("However many batches stall, no more than the hard limit run at once")
    func hardLimit() throws {
        var probe = try StateProbe(slots: 2, maximumBatchesInFlight: 4)
        var running: [LoaderDispatch<Int>] = []
        for key in 0..<10 {
            running += probe.load([key]).dispatches
            probe.advance(by: .seconds(1))
        }
        #expect(running.count == 4)
        #expect(probe.answer(running[0]).sent == [[4, 5, 6, 7, 8, 9]])
    }

    @Test("A finished key is fetched again: nothing is kept")
    func nothingKept() throws {
        var probe = try StateProbe()
        _ = probe.answer(try #require(probe.load([1]).dispatches.first))
        #expect(probe.load([1]).sent == [[1]])
    }
}

extension StateProbe {
    mutating func answer(_ dispatch: LoaderDispatch<Int>, after duration: TimeAmount) -> ProbeStep {
        advance(by: duration)
        return answer(dispatch)
    }
}
