import TestSupport
import Testing

@testable import CacheService

@Suite("Eviction by S3-FIFO")
struct S3FIFOCacheTests {
    private var cache = S3FIFOCache<Int, String>(capacity: 10)

    private mutating func insert(_ keys: some Sequence<Int>) {
        for key in keys { _ = cache.insert("\(key)", for: key, cost: 1) }
    }

    private mutating func isHere(_ key: Int) -> Bool {
        cache.value(for: key) != nil
    }

    private mutating func hit(_ key: Int, times: Int) {
        for _ in 0..<times { _ = cache.value(for: key) }
    }

    @Test("what fits is kept")
    mutating func fits() {
        insert(1...10)
        #expect((1...10).map { cache.value(for: $0) } == (1...10).map(String.init))
        #expect(cache.count == 10)
        #expect(cache.cost == 10)
    }

    @Test("the oldest entry that nobody asked for again goes first")
    mutating func oldestFirst() {
        insert(1...10)
        hit(1, times: 1)
        insert([11])
        #expect([isHere(1), isHere(2), isHere(11)] == [false, true, true], "one hit is not enough")
    }

    @Test("an entry that was asked for twice moves to main and outlives a scan")
    mutating func promotion() {
        insert(1...10)
        hit(1, times: 2)
        insert(11...100)
        #expect(isHere(1))
        #expect(!isHere(11))
    }

    @Test("a key that comes back soon after its eviction goes to main at once")
    mutating func ghost() {
        insert(1...11)
        #expect(!isHere(1))
        insert([1])
        insert(12...50)
        #expect(isHere(1))
    }

    @Test("a key that comes back late begins in the small queue again")
    mutating func forgottenGhost() {
        insert(1...11)
        insert(12...40)
        #expect(cache.ghostCount <= 9)
        insert([1])
        insert(41...60)
        #expect(!isHere(1))
    }

    @Test("main keeps what is hit and lets go of what is not")
    mutating func mainEviction() {
        insert(1...11)
        for key in 1...9 { insert([key]) }
        // Main is nearly everything now; its oldest entries go unless they are hit.
        hit(3, times: 1)
        for key in 100...130 {
            insert([key])
            hit(key, times: 2)
        }
        #expect(!isHere(1))
        #expect(cache.cost <= 10)
    }

    @Test("large entries make room for themselves, and too large ones are refused")
    mutating func sizes() {
        insert(1...10)
        #expect(cache.insert("large", for: 20, cost: 7) == 7)
        #expect(cache.cost == 10)
        #expect(cache.insert("too large", for: 21, cost: 11) == nil)
        #expect(cache.value(for: 21) == nil)
        #expect(cache.cost == 10, "and nothing had to leave for it")
    }

    @Test("a value replaces the one before, with its cost")
    mutating func replacement() {
        insert(1...5)
        #expect(cache.insert("new", for: 3, cost: 4) == 0)
        #expect(cache.value(for: 3) == "new")
        #expect(cache.cost == 8)
        #expect(cache.insert("too large", for: 3, cost: 11) == nil)
        #expect(cache.value(for: 3) == nil, "what it was to replace is out of date")
    }

    @Test("what is removed is gone, and its room is free")
    mutating func removal() {
        insert(1...10)
        #expect(cache.removeValue(for: 4) == true)
        #expect(cache.removeValue(for: 4) == false)
        insert([11])
        #expect((1...11).filter { cache.value(for: $0) == nil } == [4])
        #expect(cache.removeSome(lookingAt: 100) { Int($0)?.isMultiple(of: 2) == true } == 4)
        #expect((1...11).filter { cache.value(for: $0) != nil } == [1, 3, 5, 7, 9, 11])
    }

    @Test("a search looks at so many slots, and the next one goes on where it ended")
    mutating func boundedSearch() {
        insert(1...10)
        var seen: [String] = []
        for limit in [4, 4, 4] {
            let seenBefore = seen.count
            let removed = cache.removeSome(lookingAt: limit) { value in
                seen.append(value)
                return value == "5"
            }
            #expect(seen.count - seenBefore == limit)
            #expect(removed == (seenBefore == 4 ? 1 : 0))
        }
        #expect(seen == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2].map(String.init))
        #expect(cache.count == 9)
        #expect(cache.removeSome(lookingAt: 100) { _ in true } == 9)
        #expect(cache.count == 0)
        #expect(cache.removeSome(lookingAt: 4) { _ in true } == 0)
    }

    @Test("whatever happens, it holds what was stored last and never more than it may", arguments: UInt64(1)...20)
    func randomOperations(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var cache = S3FIFOCache<Int, Int>(capacity: 200)
        var costs: [Int: Int] = [:]
        var latest: [Int: Int] = [:]
        for step in 0..<5_000 {
            let key = Int.random(in: 0..<60, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                let wasHere = cache.value(for: key) != nil
                #expect(cache.removeValue(for: key) == wasHere)
                latest[key] = nil
            case 1...4:
                let cost = Int.random(in: 1...40, using: &random)
                #expect(cache.insert(step, for: key, cost: cost) != nil)
                latest[key] = step
                costs[key] = cost
            default:
                if let value = cache.value(for: key) { #expect(value == latest[key]) }
            }
            #expect(cache.cost <= 200)
        }
        let present = (0..<60).filter { cache.value(for: $0) != nil }
        #expect(cache.count == present.count)
        #expect(cache.cost == present.reduce(0) { $0 + (costs[$1] ?? 0) })
    }
}
