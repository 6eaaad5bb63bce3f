import NIOCore
import Testing

@testable import Loader

@Suite("How many batches may be in flight")
struct SlotLimitTests {
    @Test("A steady round trip changes nothing while batches are not full")
    func steady() {
        var slots = SlotLimit(initial: 2, in: 1...4)
        slots.record(.milliseconds(1), times: 1_000)
        #expect(slots.count == 2)
    }

    @Test("Slots shrink to one when the round trip inflates, one at a time")
    func inflated() {
        var slots = SlotLimit(initial: 3, in: 1...4)
        slots.record(.milliseconds(1), times: 8)
        slots.record(.milliseconds(5), times: 1)
        #expect(slots.count == 2)
        slots.record(.milliseconds(5), times: 7)
        #expect(slots.count == 2, "the change shows its effect first")
        slots.record(.milliseconds(5), times: 1)
        #expect(slots.count == 1)
        slots.record(.milliseconds(50), times: 50)
        #expect(slots.count == 1)
    }

    @Test("Slots grow to the maximum while full batches wait and the round trip is calm")
    func backlog() {
        var slots = SlotLimit(initial: 1, in: 1...4)
        slots.record(.milliseconds(1), times: 8, hasFullBatchWaiting: true)
        #expect(slots.count == 2)
        slots.record(.milliseconds(1), times: 100, hasFullBatchWaiting: true)
        #expect(slots.count == 4)
    }

    @Test("A backlog does not grow them while the round trip is inflated")
    func inflatedBacklog() {
        var slots = SlotLimit(initial: 1, in: 1...4)
        slots.record(.milliseconds(1), times: 7)
        slots.record(.milliseconds(4), times: 20, hasFullBatchWaiting: true)
        #expect(slots.count == 1)
    }

    @Test("Full batches don't get larger by waiting, so an inflated round trip takes no slot from them")
    func inflatedFullBatches() {
        var slots = SlotLimit(initial: 2, in: 1...4)
        slots.record(.milliseconds(1), times: 8)
        slots.record(.milliseconds(4), times: 20, hasFullBatchWaiting: true)
        #expect(slots.count == 2)
    }

    @Test("Batches of one keep their slots, as they can't become larger")
    func batchesOfOne() throws {
        var probe = try StateProbe(maximumBatchSize: 1)
        for _ in 0..<10 { _ = probe.answer(probe.load([0]).dispatches[0], after: .milliseconds(1)) }
        for _ in 0..<20 { _ = probe.answer(probe.load([0]).dispatches[0], after: .milliseconds(2)) }
        for _ in 0..<20 { _ = probe.answer(probe.load([0]).dispatches[0], after: .milliseconds(6)) }
        #expect(probe.load([1, 2]).sent == [[1], [2]])
    }

    @Test("A backend that became slower for good counts as calm after a while")
    func slowerForGood() {
        var slots = SlotLimit(initial: 1, in: 1...2)
        slots.record(.milliseconds(1), times: 8)
        slots.record(.milliseconds(4), times: 500, hasFullBatchWaiting: true)
        #expect(slots.count == 2)
    }

    @Test("An inflation of some microseconds is a busy processor, not a busy backend")
    func noise() {
        var slots = SlotLimit(initial: 2, in: 1...4)
        slots.record(.microseconds(10), times: 8)
        slots.record(.microseconds(400), times: 20)
        #expect(slots.count == 2)
    }

    @Test("A loader in front of a backend that slows down under load ends with one slot")
    func throughTheState() throws {
        var probe = try StateProbe()
        for _ in 0..<10 { _ = probe.answer(probe.load([0]).dispatches[0], after: .milliseconds(1)) }
        for _ in 0..<20 { _ = probe.answer(probe.load([0]).dispatches[0], after: .milliseconds(2)) }
        for _ in 0..<20 { _ = probe.answer(probe.load([0]).dispatches[0], after: .milliseconds(6)) }
        #expect(probe.load([1]).sent == [[1]])
        #expect(probe.load([2]).sent.isEmpty)
    }
}

extension SlotLimit {
    fileprivate mutating func record(_ roundTrip: TimeAmount, times: Int, hasFullBatchWaiting: Bool = false) {
        for _ in 0..<times { record(roundTrip, hasFullBatchWaiting: hasFullBatchWaiting) }
    }
}
