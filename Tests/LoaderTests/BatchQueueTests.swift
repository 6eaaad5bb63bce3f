import Testing

@testable import Loader

@Suite("The queue of batches")
struct BatchQueueTests {
    @Test("Batches leave in the order in which they were opened, and are found by id while they wait")
    func order() {
        var queue = BatchQueue<Int>()
        var waiting: [BatchID] = []
        for round in 1...20 {
            for key in 0..<round {
                let id = queue.open(at: .now, deadline: .farAway)
                _ = queue.update(id) { $0.append(key, for: WaiterID(rawValue: 1)) }
                waiting.append(id)
            }
            for _ in 0..<(round * 2 / 3) {
                let id = waiting.removeFirst()
                #expect(queue.contains(id))
                #expect(queue.popFirst()?.id == id)
                #expect(!queue.contains(id))
            }
            for id in waiting { #expect(queue.update(id) { $0.id } == id) }
        }
        for id in waiting { #expect(queue.popFirst()?.id == id) }
        #expect(queue.popFirst() == nil)
        #expect(queue.isEmpty)
    }

    @Test("The newest batch is offered until it is full")
    func newest() {
        var queue = BatchQueue<Int>()
        #expect(queue.newest { $0.keys.count < 1 } == nil)
        let id = queue.open(at: .now, deadline: .farAway)
        #expect(queue.newest { $0.keys.count < 1 } == id)
        _ = queue.update(id) { $0.append(1, for: WaiterID(rawValue: 1)) }
        #expect(queue.newest { $0.keys.count < 1 } == nil)
        #expect(queue.newest { $0.keys.count < 2 } == id)
    }

    @Test("The next batch is full when it holds enough, or another was opened behind it")
    func fullBatch() {
        var queue = BatchQueue<Int>()
        #expect(!queue.hasFullBatch(of: 2))
        let id = queue.open(at: .now, deadline: .farAway)
        _ = queue.update(id) { $0.append(1, for: WaiterID(rawValue: 1)) }
        #expect(!queue.hasFullBatch(of: 2))
        #expect(queue.hasFullBatch(of: 1))
        _ = queue.open(at: .now, deadline: .farAway)
        #expect(queue.hasFullBatch(of: 2))
    }
}
