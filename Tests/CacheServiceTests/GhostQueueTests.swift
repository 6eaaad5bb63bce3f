import Testing

@testable import CacheService

@Suite("The memory of evicted keys")
struct GhostQueueTests {
    private var ghosts = GhostQueue()

    @Test("a ghost is found once")
    mutating func once() {
        ghosts.append(1, limit: 3)
        #expect([ghosts.remove(1), ghosts.remove(1), ghosts.remove(2)] == [true, false, false])
    }

    @Test("the oldest ones beyond the limit are forgotten")
    mutating func limit() {
        for hash in 1...5 { ghosts.append(hash, limit: 3) }
        #expect((1...5).map { ghosts.remove($0) } == [false, false, true, true, true])
    }

    @Test("a key that was evicted again is as young as its last eviction")
    mutating func again() {
        ghosts.append(1, limit: 3)
        ghosts.append(2, limit: 3)
        ghosts.append(1, limit: 3)
        ghosts.append(3, limit: 3)
        #expect([ghosts.remove(1), ghosts.remove(2), ghosts.remove(3)] == [true, true, true])
    }

    @Test("it does not grow when every ghost comes back")
    mutating func bounded() {
        for hash in 0..<1_000 {
            ghosts.append(hash, limit: 10)
            _ = ghosts.remove(hash)
        }
        #expect(ghosts.count <= 10)
    }
}
