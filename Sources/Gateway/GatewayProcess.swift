import Logging
public import ServiceKit
import ServiceLifecycle
import Stubs

/// The gateway as a process.
public enum GatewayProcess {
    /// Makes the parts of the gateway from the settings.
    ///
    /// - Throws: `SettingError` for a setting that can't be used.
    public static func compose(_ context: ProcessContext) async throws -> ServiceComposition {
        let settings = context.settings
        let logger = context.logger
        let tls = try settings.clientTLS(logger: logger)
        func backend(_ name: String, _ addresses: Setting<[HostPort]>) throws(SettingError) -> Backend {
            try Backend(name, addresses: addresses, settings: settings, tls: tls, logger: logger)
        }
        let course = try backend("course", Settings.courseAddresses)
        let leaderboard = try backend("leaderboard", Settings.leaderboardAddresses)
        var backends = [course, leaderboard]
        // Without courses a gateway can't serve; without the others it serves less.
        var checks = [course.healthCheck(isRequired: true), leaderboard.healthCheck(isRequired: false)]
        var cacheTier: CacheTier?
        if try settings.value(Settings.cacheEnabled) {
            let cache = try backend("cache", Settings.cacheAddresses)
            backends.append(cache)
            checks.append(cache.healthCheck(isRequired: false))
            cacheTier = CacheTier(
                client: CacheServiceClient(channel: cache.channel),
                timeToLive: try settings.value(Settings.cacheTimeToLive), logger: logger)
        }
        let health = HealthMonitor(role: context.role, checks: checks, logger: logger)
        let courses = CourseServiceClient(channel: course.channel)
        let boards = LeaderboardServiceClient(channel: leaderboard.channel)
        let authentication = try await Authentication(settings, leaderboard: boards, logger: logger)
        let configuration = try GatewayConfiguration(settings)
        let server = GatewayServer(
            configuration: configuration, courses: courses, leaderboard: boards,
            entities: try Entities(
                courses: courses, leaderboard: boards, cache: cacheTier, nearCache: configuration.nearCache),
            authentication: authentication, health: health, logger: logger)
        let resources: [(any Service)?] = [
            tls.map { TLSReloader($0, logger: logger) }, cacheTier, authentication?.tokens.keys,
        ]
        return ServiceComposition(
            resources: backends.map(\.client) + resources.compactMap(\.self),
            servers: [
                ListeningService(server, address: configuration.address, setting: Settings.httpPort.declaration)
            ],
            health: health, clients: backends.map { ($0.name, $0.client) })
    }
}
