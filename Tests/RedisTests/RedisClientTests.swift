import NIOCore
import Redis
import TestSupport
import Testing

@Suite("A client of a real Redis", .timeLimit(.minutes(1)))
struct RedisClientTests {
    private let redis: PrivateRedis

    init() throws {
        redis = try PrivateRedis()
    }

    @Test("replies reach their callers, whatever is under way at the same time")
    func concurrentCallers() async throws {
        try await withRedisClient(url: redis.url) { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for caller in 0..<64 {
                    group.addTask {
                        for number in 0..<50 {
                            let text = "\(caller)-\(number)"
                            let reply = try await client.send(RedisCommand("ECHO", text), deadline: .soon)
                            guard reply == .string(ByteBuffer(string: text)) else { return false }
                        }
                        return true
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test("a pipeline has a reply per command, in order, errors included")
    func pipeline() async throws {
        try await withRedisClient(url: redis.url) { client in
            let replies = try await client.pipeline(
                [
                    RedisCommand("SET", "key", "text"), RedisCommand("INCR", "key"), RedisCommand("GET", "key"),
                    RedisCommand("MGET", "key", "none"), RedisCommand("DEL", "key"),
                ], deadline: .soon)
            #expect(
                replies == [
                    .status("OK"), .error("ERR value is not an integer or out of range"),
                    .string(ByteBuffer(string: "text")), .array([.string(ByteBuffer(string: "text")), .null]),
                    .integer(1),
                ])
            #expect(try await client.pipeline([], deadline: .soon) == [])
            #expect(try await client.pipeline([RedisCommand("PING")], deadline: .soon) == [.status("PONG")])
        }
    }

    @Test("large and binary values come back as they went")
    func largeValues() async throws {
        try await withRedisClient(url: redis.url, connections: 1) { client in
            let value = ByteBuffer(bytes: (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            var set = RedisCommand("SET", "large")
            set.append(value)
            let replies = try await client.pipeline([set, RedisCommand("GET", "large")], deadline: .soon)
            #expect(replies == [.status("OK"), .string(value)])
        }
    }

    @Test("a script is sent once, and runs by its digest afterwards")
    func script() async throws {
        try await withRedisClient(url: redis.url) { client in
            let script = RedisScript("return {KEYS[1], ARGV[1]}")
            for _ in 0..<3 {
                let reply = try await client.evaluate(
                    script, keys: [ByteBuffer(string: "k")], arguments: [ByteBuffer(string: "a")], deadline: .soon)
                #expect(reply == .array([.string(ByteBuffer(string: "k")), .string(ByteBuffer(string: "a"))]))
            }
            let statistics = try await client.send(RedisCommand("INFO", "commandstats"), deadline: .soon)
            let text = String(buffer: try #require(statistics.string))
            #expect(text.contains("cmdstat_eval:calls=1,"))
            #expect(text.contains("cmdstat_evalsha:calls=3,"))
        }
    }

    @Test("a killed server fails what is under way; all is well after its return")
    func killAndRestart() async throws {
        try await withRedisClient(url: redis.url) { client in
            await client.waitUntilAnswering()
            try redis.send(signal: "STOP")
            let waiting = Task { try await client.send(RedisCommand("PING"), deadline: .soon) }
            try redis.stop()
            let failure = await #expect(throws: RedisError.self) { try await waiting.value }
            #expect(failure?.code == .unavailable)
            let refused = await #expect(throws: RedisError.self) {
                // As many as needed to see both connections gone.
                while true { _ = try await client.send(RedisCommand("PING"), deadline: .soon) }
            }
            #expect(refused?.code == .unavailable)
            try redis.start()
            await client.waitUntilAnswering()
            #expect(client.health.connected > 0)
        }
    }

    @Test("a server that does not react is given up after the command time-out, and taken back when it does")
    func stopAndContinue() async throws {
        try await withRedisClient(url: redis.url, connections: 1, commandTimeout: .milliseconds(100)) { client in
            await client.waitUntilAnswering()
            try redis.send(signal: "STOP")
            let failure = await #expect(throws: RedisError.self) {
                while true { _ = try await client.send(RedisCommand("PING"), deadline: .soon) }
            }
            #expect(failure?.code == .deadlineExceeded)
            try redis.send(signal: "CONT")
            await client.waitUntilAnswering()
            #expect(client.health.lastError == nil)
        }
    }

    @Test("a deadline ends the wait, and the late reply goes to nobody")
    func deadline() async throws {
        try await withRedisClient(url: redis.url, connections: 1) { client in
            await client.waitUntilAnswering()
            try redis.send(signal: "STOP")
            let failure = await #expect(throws: RedisError.self) {
                try await client.send(RedisCommand("ECHO", "late"), deadline: .now() + .milliseconds(20))
            }
            #expect(failure?.code == .deadlineExceeded)
            try redis.send(signal: "CONT")
            let reply = try await client.send(RedisCommand("ECHO", "next"), deadline: .soon)
            #expect(reply == .string(ByteBuffer(string: "next")))
        }
    }

    @Test("a deadline in the past sends nothing")
    func pastDeadline() async throws {
        try await withRedisClient(url: redis.url) { client in
            let failure = await #expect(throws: RedisError.self) {
                try await client.send(RedisCommand("SET", "key", "value"), deadline: .now() - .milliseconds(1))
            }
            #expect(failure?.code == .deadlineExceeded)
            let reply = try await client.send(RedisCommand("EXISTS", "key"), deadline: .soon)
            #expect(reply == .integer(0))
        }
    }

    @Test("cancellation ends the wait, and the late reply goes to nobody")
    func cancellation() async throws {
        try await withRedisClient(url: redis.url, connections: 1) { client in
            await client.waitUntilAnswering()
            try redis.send(signal: "STOP")
            let waiting = Task { try await client.send(RedisCommand("ECHO", "late"), deadline: .soon) }
            waiting.cancel()
            let failure = await #expect(throws: RedisError.self) { try await waiting.value }
            #expect(failure?.code == .cancelled)
            try redis.send(signal: "CONT")
            let reply = try await client.send(RedisCommand("ECHO", "next"), deadline: .soon)
            #expect(reply == .string(ByteBuffer(string: "next")))
        }
    }

    @Test("calls beyond the limit are refused at once")
    func overload() async throws {
        try await withRedisClient(url: redis.url, connections: 1, configure: { $0.callLimit = 8 }) { client in
            await client.waitUntilAnswering()
            try redis.send(signal: "STOP")
            let codes = await withTaskGroup(of: RedisError.Code?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do throws(RedisError) {
                            _ = try await client.send(RedisCommand("PING"), deadline: .soon)
                            return nil
                        } catch {
                            return error.code
                        }
                    }
                }
                var refusals: [RedisError.Code] = []
                for await code in group {
                    if let code { refusals.append(code) }
                    if refusals.count == 12 { try? redis.send(signal: "CONT") }
                }
                return refusals
            }
            #expect(codes == Array(repeating: .overloaded, count: 12))
        }
    }

    @Test("a reply over the limit closes its connection, and the client connects again")
    func replyLimit() async throws {
        try await withRedisClient(url: redis.url, connections: 1, configure: { $0.replyByteLimit = 1_000 }) { client in
            await client.waitUntilAnswering()
            let set = RedisCommand("SET", "key", String(repeating: "v", count: 1_001))
            let reply = try await client.send(set, deadline: .soon)
            #expect(reply == .status("OK"))
            let failure = await #expect(throws: RedisError.self) {
                try await client.send(RedisCommand("GET", "key"), deadline: .soon)
            }
            #expect(failure?.message.contains("size limit") == true)
            await client.waitUntilAnswering()
        }
    }

    @Test("a call after the shutdown is refused")
    func shutDown() async throws {
        let client = try await withRedisClient(url: redis.url) { client in
            await client.waitUntilAnswering()
            return client
        }
        let failure = await #expect(throws: RedisError.self) {
            try await client.send(RedisCommand("PING"), deadline: .soon)
        }
        #expect(failure?.code == .unavailable)
        #expect(client.health.connected == 0)
    }

    @Test("the health tells how many connections serve")
    func health() async throws {
        try await withRedisClient(url: redis.url, connections: 2) { client in
            await client.waitUntilAnswering()
            try await eventually { client.health.connected == 2 }
            #expect(client.health.connections == 2)
            #expect(client.health.lastError == nil)
            #expect(client.health.lastRoundTrip ?? .zero > .zero)
        }
    }
}
