import NIOCore
import Redis

/// Memory in front of Redis.
struct TieredCache: Sendable {
    let memory: MemoryTier
    /// Nil if the service does without.
    let redis: RedisTier?
    let clock: CacheClock
    let metrics: CacheMetrics

    /// How full the memory is.
    var memoryUsage: MemoryUsage { memory.usage }

    /// Drops a part of what has expired in memory.
    func removeSomeExpired() {
        memory.removeSomeExpired(now: clock.now())
    }

    /// Values of keys, in the order asked.
    ///
    /// - Parameter byteLimit: No more is read from Redis once its values are this large together.
    func values(
        for keys: [CacheKey], in keyspace: Keyspace, byteLimit: Int, deadline: NIODeadline
    ) async -> [CachedValue?] {
        var values: [CachedValue?] = []
        values.reserveCapacity(keys.count)
        var misses: [Miss] = []
        let now = clock.now()
        for (index, key) in keys.enumerated() {
            switch memory.withShard(of: key, { $0.lookUp(key, now: now) }) {
            case .hit(let value): values.append(value)
            case .miss(let stamp):
                values.append(nil)
                misses.append(Miss(index: index, key: key, stamp: stamp))
            }
        }
        metrics.lookedUp(in: .memory, keyspace, hits: keys.count - misses.count, misses: misses.count)
        guard let redis, !misses.isEmpty else { return values }
        let found = await redis.values(for: misses.map(\.key), byteLimit: byteLimit, deadline: deadline)
        for (miss, value) in zip(misses, found) { values[miss.index] = value.map { fill($0, after: miss) } }
        let hits = found.count { $0 != nil }
        metrics.lookedUp(in: .redis, keyspace, hits: hits, misses: misses.count - hits)
        return values
    }

    private struct Miss {
        let index: Int
        let key: CacheKey
        let stamp: UInt64
    }

    private func fill(_ value: CachedValue, after miss: Miss) -> CachedValue {
        let evicted = memory.withShard(of: miss.key) { $0.fill(value, for: miss.key, stamp: miss.stamp) }
        metrics.evicted(evicted ?? 0)
        return value
    }

    /// Stores entries.
    ///
    /// - Returns: How many are kept in memory or in Redis.
    func store(_ entries: [NewEntry], deadline: NIODeadline) async -> Int {
        let now = clock.now()
        let inMemory = entries.map { entry in
            let value = CachedValue(bytes: entry.bytes, expiresAt: now + entry.timeToLive)
            let evicted = memory.withShard(of: entry.key) { $0.insert(value, for: entry.key) }
            metrics.evicted(evicted ?? 0)
            return evicted != nil
        }
        guard let redis else { return inMemory.count { $0 } }
        let inRedis = await redis.store(entries, deadline: deadline)
        return zip(inMemory, inRedis).count { $0 || $1 }
    }

    /// Removes keys.
    ///
    /// Memory is cleared again when Redis is done: in between, a look-up may have brought a value back from there.
    ///
    /// - Returns: How many were in memory or in Redis.
    func remove(_ keys: [CacheKey], deadline: NIODeadline) async -> Int {
        let inMemory = removeFromMemory(keys)
        guard let redis else { return inMemory.count { $0 } }
        let inRedis = await redis.remove(keys, deadline: deadline)
        _ = removeFromMemory(keys)
        return zip(inMemory, inRedis).count { $0 || $1 }
    }

    private func removeFromMemory(_ keys: [CacheKey]) -> [Bool] {
        let now = clock.now()
        return keys.map { key in memory.withShard(of: key) { $0.remove(key, now: now) } }
    }
}
