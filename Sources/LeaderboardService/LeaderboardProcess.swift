import Logging
import Postgres
import Redis
public import ServiceKit
import ServiceLifecycle
import ServiceStores

/// The leaderboard service as a process.
public enum LeaderboardProcess {
    /// What the service's own metrics mean, by name.
    public static let metricDescriptions = [
        "lyceum_leaderboard_pages_total":
            "Pages of the board, by their source: the index in Redis, or Postgres while that is away."
    ]

    /// Makes the parts of the service from the settings. Without a Redis pages come from PostgreSQL, and ranks can't be
    /// had.
    ///
    /// - Throws: `SettingError` for a setting that can't be used.
    public static func compose(_ context: ProcessContext) throws -> ServiceComposition {
        let postgres = try PostgresClient(
            context.settings, url: Settings.leaderboardDatabaseURL, logger: context.logger)
        let redis = try RedisClient.make(context.settings, logger: context.logger)
        let keeper = redis.map { redis in
            BoardKeeper(builder: BoardBuilder(postgres: postgres, redis: redis), logger: context.logger)
        }
        let store = LeaderboardStore(postgres: postgres)
        let index = redis.map { RankingIndex(redis: $0, board: Board.name) }
        let handlers = LeaderboardHandlers(
            users: try UserLoader(store: store), board: Board(index: index, store: store), store: store,
            identities: try IdentityVerifier(context.settings))
        let resources: [(any Service)?] = [postgres, redis, keeper]
        let checks = [postgres.healthCheck, redis?.healthCheck, keeper?.healthCheck]
        return try .rpc(
            context, listen: Settings.leaderboardListen, services: [handlers],
            resources: resources.compactMap(\.self), checks: checks.compactMap(\.self))
    }
}
