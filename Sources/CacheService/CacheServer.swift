import Logging
import NIOCore
public import Redis
public import ServiceLifecycle
public import Stubs

/// The handler of `lyceum.cache.v1.CacheService`: opaque values by keyspace and key, in memory in front of Redis.
///
/// It is never wrong to lose an entry, so nothing fails because Redis is away; what Redis holds is then a miss.
public final class CacheServer: CacheServiceHandler, Service {
    let cache: TieredCache
    let limits: RequestLimits
    private let metrics: CacheMetrics

    private static let tick = Duration.seconds(1)

    /// An empty cache.
    ///
    /// - Parameter redis: Kept connected by the caller; nil to do without.
    public convenience init(configuration: CacheServiceConfiguration, redis: RedisClient?) {
        self.init(configuration: configuration, redis: redis, clock: .system)
    }

    init(configuration: CacheServiceConfiguration, redis: RedisClient?, clock: CacheClock) {
        let metrics = CacheMetrics()
        self.metrics = metrics
        limits = RequestLimits(valueByteLimit: configuration.valueByteLimit)
        cache = TieredCache(
            memory: MemoryTier(byteLimit: configuration.memoryByteLimit),
            redis: redis.map { RedisTier(client: $0, clock: clock, metrics: metrics) },
            clock: clock, metrics: metrics)
    }

    /// Drops expired entries from memory, a part each second, and reports how full it is; until the task is cancelled
    /// or a graceful shutdown begins.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.tick)
                self.cache.removeSomeExpired()
                self.metrics.record(self.cache.memoryUsage)
            }
        }
    }
}
