import NIOCore
import NIOPosix
import Redis
import TestSupport
import Testing

@Suite("Connecting to a real Redis", .timeLimit(.minutes(1)))
struct RedisConnectingTests {
    private func failure(_ client: RedisClient) async -> RedisError? {
        await #expect(throws: RedisError.self) {
            try await client.send(RedisCommand("PING"), deadline: .soon)
        }
    }

    @Test("TCP, a password and a database")
    func everything() async throws {
        let port = try FreePorts.next()
        let redis = try PrivateRedis(options: "--port \(port) --bind 127.0.0.1 --requirepass hidden")
        try await withRedisClient(url: "redis://:hidden@127.0.0.1:\(port)/3") { client in
            let set = RedisCommand("SET", "key", "value")
            #expect(try await client.send(set, deadline: .soon) == .status("OK"))
            let information = try await client.send(RedisCommand("INFO", "keyspace"), deadline: .soon)
            #expect(String(buffer: try #require(information.string)).contains("db3:keys=1"))
        }
        withExtendedLifetime(redis) {}
    }

    @Test("a wrong password fails calls with the server's reason")
    func wrongPassword() async throws {
        let port = try FreePorts.next()
        let redis = try PrivateRedis(options: "--port \(port) --bind 127.0.0.1 --requirepass hidden")
        try await withRedisClient(url: "redis://:guessed@127.0.0.1:\(port)") { client in
            let error = await failure(client)
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("WRONGPASS") == true)
            #expect(client.health.lastError?.contains("guessed") == false)
        }
        withExtendedLifetime(redis) {}
    }

    @Test("a server that wants a password is not taken for ready")
    func missingPassword() async throws {
        let redis = try PrivateRedis(options: "--requirepass hidden")
        try await withRedisClient(url: redis.url) { client in
            #expect(await failure(client)?.message.contains("NOAUTH") == true)
        }
        withExtendedLifetime(redis) {}
    }

    @Test("without a server calls fail instead of waiting")
    func nobodyThere() async throws {
        try await withRedisClient(url: "unix:///tmp/lyceum-no-such-redis.sock", connections: 1) { client in
            #expect(await failure(client)?.code == .unavailable)
            #expect(await failure(client)?.message == "There is no connection to Redis.")
        }
    }

    @Test("a server that accepts and says nothing is given up")
    func silentServer() async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        try await withRedisClient(
            url: "redis://127.0.0.1:\(port)", configure: { $0.connectTimeout = .milliseconds(50) }
        ) { client in
            #expect(await failure(client)?.message == "Redis did not accept the connection in time.")
        }
        try await server.close()
    }
}
