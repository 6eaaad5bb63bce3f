import Logging
import NIOCore
import NIOPosix
import Redis
import TestSupport
import Testing

@testable import CacheService

@Suite("The cache service in front of a real Redis", .timeLimit(.minutes(1)))
struct CacheServerRedisTests {
    private let redis: PrivateRedis

    init() throws {
        redis = try PrivateRedis()
    }

    /// Runs a client, and makes as many servers as asked for in front of it.
    private func withServers(
        _ count: Int, commandTimeout: Duration = .seconds(10),
        _ body: ([CacheServer], RedisClient) async throws -> Void
    ) async throws {
        let client = RedisClient(
            configuration: RedisConfiguration(
                endpoint: try RedisEndpoint(url: redis.url), connections: 1, commandTimeout: commandTimeout),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup)
        let running = Task { try await client.run() }
        defer { running.cancel() }
        let servers = (0..<count).map { _ in
            CacheServer(configuration: CacheServiceConfiguration(memoryByteLimit: 1 << 20), redis: client)
        }
        try await body(servers, client)
    }

    private func send(_ client: RedisClient, _ command: RedisCommand) async throws -> RedisReply {
        try await client.send(command, deadline: .now() + .seconds(20))
    }

    private func waitUntilAnswering(_ client: RedisClient) async throws {
        try await eventually { (try? await send(client, RedisCommand("PING"))) == .status("PONG") }
    }

    @Test("what one server stores another one finds, with what is left of its time")
    func shared() async throws {
        try await withServers(2) { servers, _ in
            #expect(try await servers[0].set(["a": "1", "b": ""], timeToLiveMilliseconds: 60_000) == 2)
            let found = try await servers[1].get(["b", "none", "a"])
            #expect(found == ["", nil, "1"])
            let remaining = try #require(try await servers[1].lookUps(["a"]).first).ttlMs
            #expect((30_000...66_000).contains(remaining))
        }
    }

    @Test("the key in Redis is named after keyspace and key, and expires")
    func keyName() async throws {
        try await withServers(1) { servers, client in
            _ = try await servers[0].set(["a": "1"], in: "user", timeToLiveMilliseconds: 60_000)
            let remaining = try await send(client, RedisCommand("PTTL", "lyceum:cache:user:a")).integer
            #expect((30_000...66_000).contains(try #require(remaining)))
        }
    }

    @Test("what was read from Redis is in memory afterwards")
    func fill() async throws {
        try await withServers(2) { servers, _ in
            _ = try await servers[0].set(["a": "1"])
            _ = try await servers[1].get(["a"])
            try redis.stop()
            let found = try await servers[1].get(["a"])
            #expect(found == ["1"])
        }
    }

    @Test("hundreds of keys are read in several commands, in order")
    func manyKeys() async throws {
        try await withServers(2) { servers, _ in
            let keys = (0..<512).map(String.init)
            let values = Dictionary(uniqueKeysWithValues: keys.map { ($0, "value \($0)") })
            #expect(try await servers[0].set(values) == 512)
            let found = try await servers[1].get(keys)
            #expect(found == keys.map { "value \($0)" })
        }
    }

    @Test("deleting removes from memory and Redis, and counts a key in both once")
    func deletion() async throws {
        try await withServers(2) { servers, _ in
            _ = try await servers[0].set(["a": "1", "b": "2"])
            let deleted = try await servers[0].delete(["a", "none"])
            #expect(deleted == 1)
            #expect(try await servers[1].delete(["b"]) == 1, "it was in Redis only")
            #expect(try await servers[1].get(["a", "b"]) == [nil, nil])
        }
    }

    @Test("a foreign value under one of its keys is a miss")
    func foreignValue() async throws {
        try await withServers(1) { servers, client in
            _ = try await send(client, RedisCommand("SET", "lyceum:cache:course:a", "something else"))
            _ = try await send(client, RedisCommand("LPUSH", "lyceum:cache:course:b", "a list"))
            let found = try await servers[0].get(["a", "b"])
            #expect(found == [nil, nil])
        }
    }

    @Test("without Redis it serves from memory, and uses Redis again when it is back")
    func redisAway() async throws {
        try await withServers(2) { servers, client in
            try await waitUntilAnswering(client)
            try redis.stop()
            let stored = try await servers[0].set(["a": "1"])
            #expect(stored == 1)
            #expect(try await servers[0].get(["a", "none"]) == ["1", nil])
            #expect(try await servers[0].delete(["a"]) == 1)
            try redis.start()
            try await waitUntilAnswering(client)
            _ = try await servers[0].set(["b": "2"])
            #expect(try await servers[1].get(["b"]) == ["2"])
        }
    }

    @Test("a Redis that does not react delays no call once that is known")
    func redisHangs() async throws {
        try await withServers(1, commandTimeout: .milliseconds(100)) { servers, client in
            try await waitUntilAnswering(client)
            try redis.send(signal: "STOP")
            try await eventually {
                _ = try await servers[0].get(["none"])
                return client.health.connected == 0
            }
            // If each waited for the time-out of a command, the test's own time would be over.
            for _ in 0..<1_000 { _ = try await servers[0].get(["none"]) }
            try redis.send(signal: "CONT")
        }
    }
}
