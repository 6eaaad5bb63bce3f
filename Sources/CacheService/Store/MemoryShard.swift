import NIOCore

/// A part of the memory tier: the entries whose keys hash to it.
struct MemoryShard: Sendable {
    /// What a look-up found.
    enum Lookup: Sendable, Equatable {
        case hit(CachedValue)
        /// The stamp is for ``fill(_:for:stamp:)``.
        case miss(stamp: UInt64)
    }

    private var entries: S3FIFOCache<CacheKey, CachedValue>
    private var removals: UInt64 = 0

    /// What an entry takes besides the bytes of key and value: the headers and rounding of their two arrays, a slot with
    /// its links, an entry of the table, and its share of the ghosts. Measured as 206 to 250 bytes, from a full table to
    /// one that has just grown, plus 40 of a ghost.
    static let entryOverhead = 288

    /// Look-ups wait while so many slots are looked at.
    static let slotsCleanedAtOnce = 4_096

    init(byteLimit: Int) {
        entries = S3FIFOCache(capacity: byteLimit)
    }

    /// Places of entries, empty ones included.
    var slotCount: Int { entries.slotCount }

    var usage: MemoryUsage { MemoryUsage(entries: entries.count, bytes: entries.cost) }

    /// The value of a key, unless it has expired.
    mutating func lookUp(_ key: CacheKey, now: NIODeadline) -> Lookup {
        guard let value = entries.value(for: key) else { return .miss(stamp: removals) }
        guard value.expiresAt > now else {
            _ = entries.removeValue(for: key)
            return .miss(stamp: removals)
        }
        return .hit(value)
    }

    /// Keeps a value.
    ///
    /// - Returns: How many others were evicted; nil if the value is too large to be kept.
    mutating func insert(_ value: CachedValue, for key: CacheKey) -> Int? {
        entries.insert(value, for: key, cost: key.bytes.count + value.bytes.count + Self.entryOverhead)
    }

    /// Keeps a value that was read from Redis after a look-up missed, unless the key may have been changed in between:
    /// what was read is then older than what is known here.
    ///
    /// - Returns: As ``insert(_:for:)``.
    mutating func fill(_ value: CachedValue, for key: CacheKey, stamp: UInt64) -> Int? {
        guard stamp == removals, entries.value(for: key) == nil else { return nil }
        return insert(value, for: key)
    }

    /// Removes a key; true if it was here and had not expired.
    mutating func remove(_ key: CacheKey, now: NIODeadline) -> Bool {
        removals += 1
        let wasAlive = (entries.value(for: key)?.expiresAt).map { $0 > now } ?? false
        return entries.removeValue(for: key) && wasAlive
    }

    /// Removes what has expired among some of the entries, the next ones each time.
    mutating func removeSomeExpired(now: NIODeadline) {
        _ = entries.removeSome(lookingAt: Self.slotsCleanedAtOnce) { $0.expiresAt <= now }
    }
}
