import NIOCore
import Redis
import TestSupport
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct BoardKeeperTests {
    @Test("The board is built at the start, and again when Redis comes back empty")
    func redisRestarts() async throws {
        try await withKeeper(on: .started()) { keeper, index, server in
            try await untilBuilt(keeper)
            #expect(try await index.page(offset: 0, limit: 1, deadline: .soon)?.total == 96)
            try server.stop()
            while keeper.isBuilt { try await Task.sleep(for: .milliseconds(5)) }
            try server.start()
            try await untilBuilt(keeper)
            #expect(try await index.page(offset: 0, limit: 1, deadline: .soon)?.total == 96)
        }
    }

    @Test("A Redis that is away at the start is waited for")
    func redisIsLate() async throws {
        try await withKeeper(on: .started(), isRedisAway: true) { keeper, index, server in
            #expect(!keeper.isBuilt)
            try server.start()
            try await untilBuilt(keeper)
            #expect(try await index.page(offset: 0, limit: 1, deadline: .soon)?.total == 96)
        }
    }

    @Test("A board that is built already is left alone")
    func alreadyBuilt() async throws {
        let server = try await PrivateRedis.started()
        try await withRedisClient(of: server) { client in
            let index = RankingIndex(redis: client, board: Board.name)
            try await index.build(BoardPlace.random(10, seed: 30))
            try await withKeeper(on: server) { keeper, index, _ in
                try await untilBuilt(keeper)
                #expect(try await index.page(offset: 0, limit: 1, deadline: .soon)?.total == 10)
            }
        }
    }

    private func untilBuilt(_ keeper: BoardKeeper) async throws {
        while !keeper.isBuilt { try await Task.sleep(for: .milliseconds(5)) }
    }
}

/// Runs a keeper over a board of 96 users, on a Redis of the test's own.
private func withKeeper(
    on server: PrivateRedis, isRedisAway: Bool = false,
    _ body: (BoardKeeper, RankingIndex, PrivateRedis) async throws -> Void
) async throws {
    let database = try await TestDatabase.make()
    try await database.addUsers(100)
    if isRedisAway { try server.stop() }
    try await withRedisClient(of: server) { client in
        let builder = BoardBuilder(postgres: database.service, redis: client)
        let keeper = BoardKeeper(builder: builder, logger: .quiet)
        let running = Task { try await keeper.run() }
        let result = await Result { try await body(keeper, builder.index, server) }
        running.cancel()
        try await running.value
        try result.get()
    }
}
