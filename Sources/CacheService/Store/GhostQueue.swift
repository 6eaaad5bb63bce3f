import DequeModule

/// The keys that were evicted lately, by their hash: one that comes back soon was evicted too early.
///
/// As in the S3-FIFO paper a key is forgotten after a number of further evictions, so that one that is taken out early
/// needs no search in the queue. Two keys with one hash are taken for one another: it costs a place in main, no more.
struct GhostQueue {
    private struct Ghost {
        let hash: Int
        let number: UInt64
    }

    private var ghosts = Deque<Ghost>()
    private var numbers: [Int: UInt64] = [:]
    private var nextNumber: UInt64 = 0

    /// Keys that are remembered, or were until they came back.
    var count: Int { ghosts.count }

    /// Remembers a hash, and forgets the oldest ones beyond the limit.
    mutating func append(_ hash: Int, limit: Int) {
        nextNumber += 1
        numbers[hash] = nextNumber
        ghosts.append(Ghost(hash: hash, number: nextNumber))
        while ghosts.count > limit, let oldest = ghosts.popFirst() {
            // A younger ghost of the same key may have replaced it.
            if numbers[oldest.hash] == oldest.number { numbers[oldest.hash] = nil }
        }
    }

    /// Forgets a hash; true if it was remembered.
    mutating func remove(_ hash: Int) -> Bool {
        numbers.removeValue(forKey: hash) != nil
    }
}
