import Redis
public import ServiceKit
import ServiceStores

/// The cache service as a process.
public enum CacheProcess {
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
