import Redis
public import ServiceKit
import ServiceStores

/// The cache service as a process.
public enum CacheProcess {
    /// What the service's own metrics mean, by name.
    public static let metricDescriptions = [
        "lyceum_cache_evictions_total": "Entries that left the memory to make room for others.",
        "lyceum_cache_hits_total": "Keys that were found, by tier and keyspace.",
        "lyceum_cache_memory_bytes": "Memory that entries take, keys and bookkeeping included.",
        "lyceum_cache_memory_entries": "Entries in memory.",
        "lyceum_cache_misses_total": "Keys that were not found, by tier and keyspace.",
        "lyceum_cache_redis_failures_total": "Operations of the cache on Redis that failed.",
    ]

    /// Makes the parts of the service from the settings.
    ///
    /// - Throws: `SettingError` for a setting that can't be used.
    public static func compose(_ context: ProcessContext) throws -> ServiceComposition {
        let settings = context.settings
        let redis = try RedisClient.make(settings, logger: context.logger)
        let server = CacheServer(
            configuration: CacheServiceConfiguration(
                memoryByteLimit: try settings.value(Settings.cacheMemory),
                valueByteLimit: try settings.value(Settings.cacheEntryLimit)),
            redis: redis)
        return try .rpc(
            context, listen: Settings.cacheListen, services: [server],
            resources: [redis].compactMap(\.self) + [server], checks: [redis?.healthCheck].compactMap(\.self))
    }
}
