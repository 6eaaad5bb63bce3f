import NIOCore

/// Finished answers by key, bounded by bytes, each for the same short time.
///
/// As all live equally briefly, the order in which they came is the order in which they go: one queue serves expiry and
/// eviction, and a hit moves nothing.
///
/// An invalidation costs one addition, since it happens where event loops wait: it begins an `epoch`, and answers of an
/// earlier one are no longer served. A write may also happen between the moment an answer's data is read and the moment
/// the answer is kept: a fill takes the epoch before it reads, and is void if that has passed.
struct NearCacheContents<Answer: Sendable>: Sendable {
    private struct Entry {
        var answer: Answer
        let weight: Int
        let readAt: NIODeadline
        let epoch: UInt64
        /// Tells which record of the queue is the entry's.
        let sequence: UInt64
        var isBeingRefreshed = false
    }

    /// Bytes that all entries may have together.
    let limit: Int
    let timeToLive: TimeAmount
    /// How many invalidations there were.
    private(set) var epoch: UInt64 = 0
    /// Bytes of all entries.
    private(set) var bytes = 0
    private var entries: [NearCacheKey: Entry] = [:]
    /// Keys in the order they came; one whose sequence is no longer its entry's stands for nothing.
    private var queue = CircularBuffer<(key: NearCacheKey, sequence: UInt64)>()
    private var sequence: UInt64 = 0

    init(limit: Int, timeToLive: TimeAmount) {
        self.limit = limit
        self.timeToLive = timeToLive
    }

    var count: Int { entries.count }

    /// The most that one answer may weigh: few large ones would drive out all others.
    var answerLimit: Int { limit / 8 }

    /// Lets the closure use, and change, the answer that is kept for a key.
    ///
    /// Once an answer has lived three quarters of its time, one request goes without, so as to bring the next answer
    /// while the others are still served this one.
    ///
    /// - Parameters:
    ///   - canRefresh: Whether the request can be that one.
    ///   - body: Gets the answer and the time since its data was read.
    /// - Returns: nil where there is nothing to use, or it is that one request's turn.
    mutating func withAnswer<Result>(
        for key: NearCacheKey, at now: NIODeadline, canRefresh: Bool = true,
        _ body: (inout Answer, TimeAmount) -> Result?
    ) -> Result? {
        guard let index = entries.index(forKey: key) else { return nil }
        let (epoch, timeToLive) = (epoch, timeToLive)
        // Where it is: each look at a member by the dictionary's subscript would copy the entry.
        func use(_ entry: inout Entry) -> Result? {
            let age = now - entry.readAt
            guard entry.epoch == epoch, age < timeToLive else { return nil }
            if canRefresh, age * 4 >= timeToLive * 3, !entry.isBeingRefreshed {
                entry.isBeingRefreshed = true
                return nil
            }
            return body(&entry.answer, age)
        }
        return use(&entries.values[index])
    }

    /// Keeps an answer, in the place of the one that was kept under its key.
    ///
    /// - Parameters:
    ///   - weight: Bytes that the answer takes. One over ``answerLimit`` is not kept.
    ///   - epoch: The epoch before the answer's data was read.
    ///   - readAt: That moment; the answer's time counts from there.
    /// - Returns: how many others had to go for it; nil where it was not kept.
    @discardableResult
    mutating func store(
        _ answer: Answer, for key: NearCacheKey, weight: Int, epoch: UInt64, readAt: NIODeadline, at now: NIODeadline
    ) -> Int? {
        guard epoch == self.epoch, weight <= answerLimit, now - readAt < timeToLive else { return nil }
        remove(key)
        removeExpired(at: now)
        let countBefore = count
        while bytes + weight > limit, !queue.isEmpty { removeFirst() }
        let evicted = countBefore - count
        sequence += 1
        entries[key] = Entry(answer: answer, weight: weight, readAt: readAt, epoch: epoch, sequence: sequence)
        queue.append((key, sequence))
        bytes += weight
        return evicted
    }

    /// Makes everything that is kept, or on its way, unusable.
    mutating func invalidate() {
        epoch += 1
    }

    private mutating func remove(_ key: NearCacheKey) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        bytes -= entry.weight
    }

    /// What an invalidation has hit counts as expired.
    private mutating func removeExpired(at now: NIODeadline) {
        while let (key, sequence) = queue.first {
            if let entry = entries[key], entry.sequence == sequence, entry.epoch == epoch,
                now - entry.readAt < timeToLive
            {
                return
            }
            removeFirst()
        }
    }

    private mutating func removeFirst() {
        let (key, sequence) = queue.removeFirst()
        if entries[key]?.sequence == sequence { remove(key) }
    }
}
