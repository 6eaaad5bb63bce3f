internal import ArgumentParser
internal import LeaderboardService
internal import NIOPosix
internal import Postgres
internal import Redis
internal import ServiceKit
internal import SystemPackage

/// Builds the ranking index anew.
struct LeaderboardRebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Builds the ranking index in Redis anew from Postgres, while the old one is served.",
        discussion: """
            The databases are those of LYCEUM_LEADERBOARD_DATABASE_URL and LYCEUM_REDIS_URL, else those of the \
            installation that runs from LYCEUM_STATE_DIR. Redis needs the memory of two indexes until it is done.
            """)

    func run() async throws {
        let settings = SettingsReader(role: .operator)
        let count = try await ImportDatabases(settings: settings, timeout: .seconds(10)).leaderboard { postgres in
            try await build(from: postgres, settings)
        }
        print("global: \(count) users")
    }

    private func build(from postgres: PostgresClient, _ settings: SettingsReader) async throws -> Int {
        let redis = RedisClient(
            configuration: RedisConfiguration(endpoint: try RedisEndpoint(url: InstallationRedis.url(settings))),
            logger: .silent, eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
        return try await withThrowingTaskGroup { group in
            group.addTask { try await redis.run() }
            defer { group.cancelAll() }
            return try await build(BoardBuilder(postgres: postgres, redis: redis))
        }
    }

    private func build(_ builder: BoardBuilder) async throws -> Int {
        let terminal = FileDescriptor.standardError
        // Nobody watching is no reason to stop.
        var bar = terminal.isTerminal ? ProgressBar { _ = try? terminal.writeAll($0.utf8) } : nil
        defer { bar?.clear() }
        do {
            return try await builder.build { done, total in
                bar?.update(Double(done) / Double(max(total, 1)), label: "global")
            }
        } catch let error as PostgresError {
            throw LeaderboardFailure(subject: "Postgres", reason: error.explanation)
        } catch let error as RedisError {
            throw LeaderboardFailure(subject: "Redis", reason: error.message)
        }
    }
}
