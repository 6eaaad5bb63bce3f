/// A cache bounded by the sum of its entries' costs, with the eviction of S3-FIFO (Yang et al., "FIFO queues are all you
/// need for cache eviction", SOSP 2023).
///
/// New entries pass through a small queue, a tenth of the whole, and most leave from there: most keys are asked for once.
/// Those that were asked for again move to the main queue, as do keys that come back soon after they have left. A hit
/// only counts, up to three; it moves nothing.
struct S3FIFOCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Slot: Sendable {
        var key: Key
        var value: Value
        var cost: Int
        var hits: UInt8 = 0
        var isInMain: Bool
        var older: Int?
        var newer: Int?
    }

    /// The most that the costs of all entries may sum up to.
    let capacity: Int

    private var slots: [Slot?] = []
    private var freeSlots: [Int] = []
    private var indexes: [Key: Int] = [:]
    private var small = SlotQueue()
    private var main = SlotQueue()
    private var ghosts = GhostQueue()
    /// Where the next search for entries to remove begins.
    private var searchStart = 0

    private static var mostHits: UInt8 { 3 }
    /// Hits in the small queue that make an entry worth keeping.
    private static var hitsForMain: UInt8 { 2 }

    /// An empty cache.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Places of entries, empty ones included.
    var slotCount: Int { slots.count }

    /// Entries in the cache.
    var count: Int { small.count + main.count }

    /// The sum of their costs.
    var cost: Int { small.cost + main.cost }

    /// Keys remembered without their values.
    var ghostCount: Int { ghosts.count }
}

// MARK: Access

extension S3FIFOCache {
    /// The value of a key, which counts as a hit; nil if it is not here.
    mutating func value(for key: Key) -> Value? {
        guard let index = indexes[key], let slot = slots[index] else { return nil }
        if slot.hits < Self.mostHits { slots[index]?.hits += 1 }
        return slot.value
    }

    /// Keeps a value, in the place of an older one of the same key, and evicts what no longer fits.
    ///
    /// - Returns: How many entries were evicted; nil if the value itself is over the capacity and was not kept.
    mutating func insert(_ value: Value, for key: Key, cost: Int) -> Int? {
        let previous = remove(key)
        guard cost <= capacity else { return nil }
        let entriesBefore = count
        while self.cost > capacity - cost { evict() }
        let evicted = entriesBefore - count
        // What was here a moment ago is worth as much as what has just left.
        let isInMain = ghosts.remove(key.hashValue) || previous?.isInMain == true
        var slot = Slot(key: key, value: value, cost: cost, isInMain: isInMain)
        slot.hits = previous?.hits ?? 0
        indexes[key] = store(slot)
        return evicted
    }

    /// Removes a key; true if it was here.
    mutating func removeValue(for key: Key) -> Bool {
        remove(key) != nil
    }

    /// Looks at some of the entries, where the last search ended and around, and removes those whose value answers to a
    /// condition.
    ///
    /// - Parameter slotLimit: How many slots it looks at, with an entry or without.
    /// - Returns: How many entries were removed.
    mutating func removeSome(lookingAt slotLimit: Int, where condition: (Value) -> Bool) -> Int {
        let entriesBefore = count
        for _ in 0..<min(slotLimit, slots.count) {
            if searchStart == slots.count { searchStart = 0 }
            if let slot = slots[searchStart], condition(slot.value) { _ = remove(slot.key) }
            searchStart += 1
        }
        return entriesBefore - count
    }
}

// MARK: Eviction

extension S3FIFOCache {
    private mutating func evict() {
        if small.cost * 10 >= capacity || main.oldest == nil {
            evictFromSmall()
        } else {
            evictFromMain()
        }
    }

    /// Takes the oldest entry out of the small queue, or moves it on.
    private mutating func evictFromSmall() {
        guard let index = small.oldest, var slot = take(index) else { return }
        if slot.hits >= Self.hitsForMain {
            slot.hits = 0
            slot.isInMain = true
            indexes[slot.key] = store(slot)
        } else {
            indexes[slot.key] = nil
            ghosts.append(slot.key.hashValue, limit: count * 9 / 10)
        }
    }

    /// Takes the oldest entry out of the main queue, or lets it begin again with a hit less.
    private mutating func evictFromMain() {
        guard let index = main.oldest, var slot = take(index) else { return }
        if slot.hits > 0 {
            slot.hits -= 1
            indexes[slot.key] = store(slot)
        } else {
            indexes[slot.key] = nil
        }
    }

    private mutating func remove(_ key: Key) -> Slot? {
        indexes.removeValue(forKey: key).flatMap { take($0) }
    }
}

// MARK: Slots

extension S3FIFOCache {
    /// Adds a slot to the end of its queue.
    private mutating func store(_ newSlot: Slot) -> Int {
        var slot = newSlot
        let index = freeSlots.popLast() ?? slots.count
        let queue = slot.isInMain ? main : small
        slot.older = queue.newest
        slot.newer = nil
        if index == slots.count { slots.append(slot) } else { slots[index] = slot }
        if let older = slot.older { slots[older]?.newer = index }
        update(slot.isInMain) { queue in
            if queue.oldest == nil { queue.oldest = index }
            queue.newest = index
            queue.count += 1
            queue.cost += slot.cost
        }
        return index
    }

    /// Takes a slot out of its queue.
    private mutating func take(_ index: Int) -> Slot? {
        guard let slot = slots[index].take() else { return nil }
        freeSlots.append(index)
        if let older = slot.older { slots[older]?.newer = slot.newer }
        if let newer = slot.newer { slots[newer]?.older = slot.older }
        update(slot.isInMain) { queue in
            if queue.oldest == index { queue.oldest = slot.newer }
            if queue.newest == index { queue.newest = slot.older }
            queue.count -= 1
            queue.cost -= slot.cost
        }
        return slot
    }

    private mutating func update(_ isMain: Bool, _ change: (inout SlotQueue) -> Void) {
        if isMain { change(&main) } else { change(&small) }
    }
}
