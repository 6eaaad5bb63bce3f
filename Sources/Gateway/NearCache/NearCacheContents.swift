/// Finished answers by key, bounded by bytes, each for the same short time.
///
/// All entries live equally long, so the order in which they came is the order in which they expire: one queue
/// serves expiry and eviction, and a hit moves nothing.
///
/// A write may happen between the moment an answer's data is read and the moment the answer is kept. A fill
/// therefore takes the `epoch` before it reads, and an invalidation in between voids it.
struct NearCacheContents<Answer: Sendable>: Sendable {
    struct Entry: Sendable {
        let answer: Answer
        let bytes: Int
        let storedAt: ContinuousClock.Instant
        fileprivate let sequence: UInt64
    }

    /// Bytes that all entries may have together.
    let limit: Int
    let timeToLive: Duration
    /// How many invalidations there were.
    private(set) var epoch: UInt64 = 0
    /// Bytes of all entries.
    private(set) var bytes = 0
    private var entries: [NearCacheKey: Entry] = [:]
    /// Keys in the order they came, from `first` on; one whose sequence is no longer its entry's stands for nothing.
    private var queue: [(key: NearCacheKey, sequence: UInt64)] = []
    private var first = 0
    private var sequence: UInt64 = 0

    init(limit: Int, timeToLive: Duration) {
        self.limit = limit
        self.timeToLive = timeToLive
    }

    var count: Int { entries.count }

    func entry(for key: NearCacheKey, at now: ContinuousClock.Instant) -> Entry? {
        guard let entry = entries[key], now - entry.storedAt < timeToLive else { return nil }
        return entry
    }

    /// Keeps an answer; returns whether it did.
    ///
    /// - Parameters:
    ///   - bytes: What the answer weighs, head and body and key. An answer over an eighth of the limit is not kept:
    ///     few large ones would drive out all others.
    ///   - epoch: The epoch before the answer's data was read.
    @discardableResult
    mutating func store(
        _ answer: Answer, for key: NearCacheKey, bytes: Int, epoch: UInt64, at now: ContinuousClock.Instant
    ) -> Bool {
        guard epoch == self.epoch, bytes <= limit / 8 else { return false }
        remove(key)
        removeExpired(at: now)
        while self.bytes + bytes > limit, first < queue.count { removeFirst() }
        sequence += 1
        entries[key] = Entry(answer: answer, bytes: bytes, storedAt: now, sequence: sequence)
        queue.append((key, sequence))
        self.bytes += bytes
        return true
    }

    /// Drops what lies at or below a path, and voids all fills under way.
    mutating func invalidate(below path: String) {
        epoch += 1
        for key in entries.keys where key.lies(below: path) { remove(key) }
    }

    private mutating func remove(_ key: NearCacheKey) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        bytes -= entry.bytes
    }

    private mutating func removeExpired(at now: ContinuousClock.Instant) {
        while first < queue.count {
            let (key, sequence) = queue[first]
            if let entry = entries[key], entry.sequence == sequence, now - entry.storedAt < timeToLive { return }
            removeFirst()
        }
    }

    private mutating func removeFirst() {
        let (key, sequence) = queue[first]
        if entries[key]?.sequence == sequence { remove(key) }
        first += 1
        // The part that is done is cut off when it is half of the queue, so that each key is moved once on average.
        guard first * 2 > queue.count else { return }
        queue.removeFirst(first)
        first = 0
    }
}
