import Logging
import Testing

@testable import LeaderboardService
@testable import ServiceKit

@Suite struct LeaderboardProcessTests {
    @Test("The process has a database, and with a Redis also the keeper of its board")
    func resources() throws {
        let without = try compose([:])
        #expect(without.resources.count == 1)
        let with = try compose(["LYCEUM_REDIS_URL": "unix:///nowhere/redis.sock"])
        #expect(with.resources.count == 3)
        #expect(with.servers.map(\.address.port) == [0])
    }

    @Test("A process without its database's URL does not start")
    func withoutDatabase() {
        #expect(throws: SettingError.self) { try compose(["LYCEUM_LEADERBOARD_DATABASE_URL": ""]) }
    }

    private func compose(_ environment: [String: String]) throws -> ServiceComposition {
        let base = [
            "LYCEUM_LEADERBOARD_DATABASE_URL": "postgresql://127.0.0.1:1/nowhere",
            "LYCEUM_LEADERBOARD_LISTEN": "127.0.0.1:0",
        ]
        let settings = SettingsReader(role: .leaderboard, environment: base.merging(environment) { $1 })
        return try LeaderboardProcess.compose(
            ProcessContext(role: .leaderboard, settings: settings, logger: .quiet))
    }
}
