import Metrics
import Synchronization

/// The figures of the cache.
final class CacheMetrics: Sendable {
    /// Where a value was looked for.
    enum Tier: String, CaseIterable {
        case memory
        case redis
    }

    /// What Redis was asked to do.
    enum RedisOperation: String, CaseIterable {
        case read
        case write
        case delete
    }

    private struct Lookups {
        let hits: Counter
        let misses: Counter

        init(_ tier: Tier, keyspace: String, factory: any MetricsFactory) {
            let dimensions = [("tier", tier.rawValue), ("keyspace", keyspace)]
            hits = Counter(label: "lyceum_cache_hits_total", dimensions: dimensions, factory: factory)
            misses = Counter(label: "lyceum_cache_misses_total", dimensions: dimensions, factory: factory)
        }
    }

    private struct Label: Hashable {
        let tier: Tier
        let keyspace: String
    }

    /// Callers choose the names of keyspaces, so only the first ones get labels of their own.
    private static let mostKeyspaces = 32
    private static let otherKeyspaces = "other"

    private let factory: any MetricsFactory
    private let lookups = Mutex<[Label: Lookups]>([:])
    private let evictions: Counter
    private let bytes: Gauge
    private let entries: Gauge
    private let redisFailures: [RedisOperation: Counter]

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        self.factory = factory
        evictions = Counter(label: "lyceum_cache_evictions_total", factory: factory)
        bytes = Gauge(label: "lyceum_cache_memory_bytes", factory: factory)
        entries = Gauge(label: "lyceum_cache_memory_entries", factory: factory)
        var redisFailures: [RedisOperation: Counter] = [:]
        for operation in RedisOperation.allCases {
            redisFailures[operation] = Counter(
                label: "lyceum_cache_redis_failures_total", dimensions: [("operation", operation.rawValue)],
                factory: factory)
        }
        self.redisFailures = redisFailures
    }

    func lookedUp(in tier: Tier, _ keyspace: Keyspace, hits: Int, misses: Int) {
        let counters = lookups.withLock { lookups in
            let isKnown = lookups[Label(tier: tier, keyspace: keyspace.name)] != nil
            let hasRoom = lookups.count < Self.mostKeyspaces * Tier.allCases.count
            let name = isKnown || hasRoom ? keyspace.name : Self.otherKeyspaces
            let label = Label(tier: tier, keyspace: name)
            if let counters = lookups[label] { return counters }
            let counters = Lookups(tier, keyspace: name, factory: factory)
            lookups[label] = counters
            return counters
        }
        counters.hits.increment(by: Int64(hits))
        counters.misses.increment(by: Int64(misses))
    }

    func evicted(_ count: Int) {
        if count > 0 { evictions.increment(by: Int64(count)) }
    }

    func redisFailed(_ operation: RedisOperation) {
        redisFailures[operation]?.increment()
    }

    func record(_ usage: MemoryUsage) {
        bytes.record(usage.bytes)
        entries.record(usage.entries)
    }
}
