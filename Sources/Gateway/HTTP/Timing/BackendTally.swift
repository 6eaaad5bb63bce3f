import NIOCore

/// What one request has asked of one backend.
struct BackendTally: Equatable {
    /// Entities asked for.
    private(set) var keys = 0
    /// What the cache did for them.
    private(set) var cache = CacheTally()
    /// Those of them that were in flight for another request already.
    private(set) var joins = 0
    /// How long the request waited, summed over its waits.
    private(set) var waited = TimeAmount.zero
    /// Calls that were this request's alone.
    private var directCalls = 0
    /// The batches with keys that the cache did not have: mostly it is one.
    private var firstBatch: UInt64?
    private var furtherBatches: Set<UInt64> = []

    /// Entities that the cache had.
    var hits: Int { cache.hits }

    /// Calls to the service that owns the entities; those that are shared with other requests count in full.
    var calls: Int { directCalls + (firstBatch == nil ? 0 : 1) + furtherBatches.count }

    /// - Parameter askedAt: when the request asked; a batch that was sent before was somebody else's.
    mutating func count(_ source: CacheSource, _ batch: BatchStamp, askedAt: NIODeadline) {
        if batch.sentAt < askedAt { joins += 1 }
        cache.count(source)
        if source != .hit { add(batch) }
    }

    mutating func countKeys(_ number: Int) { keys += number }

    mutating func countCall() { directCalls += 1 }

    /// Counts a call that other requests may have shared.
    mutating func countCall(_ batch: BatchStamp, askedAt: NIODeadline) {
        if batch.sentAt < askedAt { joins += 1 }
        add(batch)
    }

    private mutating func add(_ batch: BatchStamp) {
        if firstBatch == nil { firstBatch = batch.number }
        if batch.number != firstBatch { furtherBatches.insert(batch.number) }
    }

    mutating func countWait(_ time: TimeAmount) { waited = waited + time }

    /// Appends one metric of `Server-Timing`.
    func write(as name: String, to text: inout String) {
        text += name
        text += ";dur="
        text += waited.millisecondsText
        func write(_ label: String, _ count: Int) {
            text += label
            text += String(count)
        }
        write(";desc=\"keys=", keys)
        write(" hits=", hits)
        write(" calls=", calls)
        write(" joins=", joins)
        text += "\""
    }
}

extension TimeAmount {
    /// Milliseconds with one decimal.
    var millisecondsText: String { String(nanoseconds / 1_000_000) + "." + String(nanoseconds / 100_000 % 10) }
}
