import FoundationEssentials
import NIOCore
import NIOPosix
import Redis
import TestSupport

@testable import LeaderboardService

/// A client for the time of a test. Commands never time out by themselves.
func withRedisClient<Result>(
    of server: PrivateRedis, _ body: (RedisClient) async throws -> Result
) async throws -> Result {
    let configuration = RedisConfiguration(
        endpoint: try RedisEndpoint(url: server.url), connections: 1, commandTimeout: .seconds(600))
    let client = RedisClient(
        configuration: configuration, logger: .quiet, eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
    let running = Task { try await client.run() }
    do {
        let result = try await body(client)
        running.cancel()
        try await running.value
        return result
    } catch {
        running.cancel()
        try await running.value
        throw error
    }
}

/// The index of a board of the test's own, on a server that tests share.
func withIndex<Result>(_ body: (RankingIndex) async throws -> Result) async throws -> Result {
    try await withRedisClient(of: sharedRedis.value) { client in
        try await body(RankingIndex(redis: client, board: UUID().uuidString))
    }
}

private let sharedRedis = Task { try await PrivateRedis.started() }

extension PrivateRedis {
    /// A new server. The threads of other tests go on while it starts.
    static func started() async throws -> PrivateRedis {
        try await NIOThreadPool.singleton.runIfActive { try PrivateRedis() }
    }
}

extension RankingIndex {
    /// Builds a board of these users, in parts.
    func build(_ places: [BoardPlace], asOfMicroseconds: Int64 = 1) async throws {
        let construction = try await BoardConstruction(of: self)
        for start in stride(from: 0, to: places.count, by: 3_000) {
            try await construction.add(Array(places[start..<min(start + 3_000, places.count)]))
        }
        try await construction.publish(userCount: places.count, asOfMicroseconds: asOfMicroseconds)
    }

    /// Takes a user away.
    func remove(_ place: BoardPlace) async throws {
        let keys = BoardKeys(board: board)
        try await command("ZREM", keys.ranking, place.member.bytes)
        try await command("HDEL", keys.joined, ByteBuffer(place.member.id))
    }

    /// Gives a user another XP.
    func move(_ place: BoardPlace, to xp: Int64) async throws {
        let keys = BoardKeys(board: board)
        try await command("ZADD", keys.ranking, ByteBuffer(string: String(-xp)), place.member.bytes)
    }

    @discardableResult
    func command(_ name: String, _ arguments: ByteBuffer...) async throws -> RedisReply {
        var command = RedisCommand(name)
        for argument in arguments { command.append(argument) }
        return try await redis.send(command, deadline: .soon).checked()
    }
}
