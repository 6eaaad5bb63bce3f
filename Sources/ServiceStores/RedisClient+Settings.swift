public import Logging
import NIOPosix
public import Redis
public import ServiceKit

extension RedisClient {
    /// A client with the limits that the settings name; nil where they name no Redis.
    ///
    /// - Throws: `SettingError` or `RedisError` for a setting that can't be used.
    public static func make(_ settings: SettingsReader, logger: Logger) throws -> RedisClient? {
        guard let url = try settings.value(Settings.redisURL) else { return nil }
        let configuration = RedisConfiguration(
            endpoint: try RedisEndpoint(url: url.revealed), connections: try settings.value(Settings.redisConnections),
            commandTimeout: try settings.value(Settings.redisTimeout))
        return RedisClient(
            configuration: configuration, logger: logger, eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
    }

    /// Whether Redis can be used; every service can do without, with less.
    public var healthCheck: HealthCheck {
        HealthCheck(name: "redis", isRequired: false) { _ in
            self.health.connected > 0 ? .ok : .down("no connection to Redis")
        }
    }
}
