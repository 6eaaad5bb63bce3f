import NIOCore
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
                let id = queue.open(at: .now(), deadline: .farAway)
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

    @Test("The newest batch is told with how many keys it holds, and whether a waiter has filled it")
    func newest() throws {
        let (first, second) = (WaiterID(rawValue: 1), WaiterID(rawValue: 2))
        var queue = BatchQueue<Int>()
        #expect(queue.newest(for: first) == nil)
        _ = queue.open(at: .now(), deadline: .farAway)
        let id = queue.open(at: .now(), deadline: .farAway)
        #expect(try #require(queue.newest(for: first)) == (id, 0, false))
        _ = queue.update(id) { $0.append(1, for: first) }
        #expect(try #require(queue.newest(for: first)) == (id, 1, true))
        #expect(try #require(queue.newest(for: second)) == (id, 1, false))
    }

    @Test("The next batch is full when it holds enough, or another was opened behind it")
    func fullBatch() {
        var queue = BatchQueue<Int>()
        #expect(!queue.hasFullBatch(of: 2))
        let id = queue.open(at: .now(), deadline: .farAway)
        _ = queue.update(id) { $0.append(1, for: WaiterID(rawValue: 1)) }
        #expect(!queue.hasFullBatch(of: 2))
        #expect(queue.hasFullBatch(of: 1))
        _ = queue.open(at: .now(), deadline: .farAway)
        #expect(queue.hasFullBatch(of: 2))
    }
}
