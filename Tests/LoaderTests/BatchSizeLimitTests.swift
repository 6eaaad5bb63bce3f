import Testing

@testable import Loader

@Suite("How many keys a batch may hold")
struct BatchSizeLimitTests {
    @Test("It halves while full batches take too long, down to 16, and comes back when they are quick")
    func halves() {
        var limit = BatchSizeLimit(maximum: 100, targetDuration: .milliseconds(20))
        limit.record(.milliseconds(21), keyCount: 100)
        #expect(limit.keys == 50)
        for _ in 0..<5 { limit.record(.milliseconds(21), keyCount: limit.keys) }
        #expect(limit.keys == 16)
        limit.record(.milliseconds(9), keyCount: 16)
        #expect(limit.keys == 20)
        for _ in 0..<20 { limit.record(.milliseconds(9), keyCount: limit.keys) }
        #expect(limit.keys == 100)
    }

    @Test("Between half the target and the target it stays")
    func stays() {
        var limit = BatchSizeLimit(maximum: 64, targetDuration: .milliseconds(20))
        limit.record(.milliseconds(30), keyCount: 64)
        limit.record(.milliseconds(15), keyCount: 32)
        #expect(limit.keys == 32)
    }

    @Test("A slow batch that is not full says nothing about its size")
    func notFull() {
        var limit = BatchSizeLimit(maximum: 100, targetDuration: .milliseconds(20))
        limit.record(.milliseconds(50), keyCount: 99)
        #expect(limit.keys == 100)
    }

    @Test("A batch that was passed over for want of room counts as full")
    func closed() {
        var limit = BatchSizeLimit(maximum: 100, targetDuration: .milliseconds(20))
        limit.record(.milliseconds(50), keyCount: 60, isClosed: true)
        #expect(limit.keys == 50)
        limit.record(.milliseconds(5), keyCount: 30, isClosed: true)
        #expect(limit.keys == 62)
    }

    @Test("A maximum below 16 is kept")
    func small() {
        var limit = BatchSizeLimit(maximum: 4, targetDuration: .milliseconds(20))
        limit.record(.milliseconds(50), keyCount: 4)
        #expect(limit.keys == 4)
    }

    @Test("A loader whose full batches are slow sends smaller ones; a stall alone changes nothing")
    func throughTheState() throws {
        var probe = try StateProbe(maximumBatchSize: 64, slots: 1)
        let keys = Array(0..<64)
        for _ in 0..<10 { _ = probe.answer(probe.load(keys).dispatches[0], after: .milliseconds(15)) }
        _ = probe.answer(probe.load(keys).dispatches[0], after: .milliseconds(500))
        let whole = try #require(probe.load(keys).dispatches.first)
        #expect(whole.keys == keys)
        _ = probe.answer(whole, after: .milliseconds(30))
        let running = try #require(probe.load([64]).dispatches.first)
        for key in keys { _ = probe.load([key]) }
        #expect(probe.answer(running, after: .zero).sent.first == Array(0..<32))
    }
}
