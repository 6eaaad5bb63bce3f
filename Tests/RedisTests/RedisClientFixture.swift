import Logging
import NIOCore
import NIOPosix
import Redis

/// Runs a client for the time of a test.
func withRedisClient<Result>(
    url: String, connections: Int = 2, commandTimeout: Duration = .seconds(10),
    configure: (inout RedisConfiguration) -> Void = { _ in },
    _ body: (RedisClient) async throws -> Result
) async throws -> Result {
    var configuration = RedisConfiguration(
        endpoint: try RedisEndpoint(url: url), connections: connections, commandTimeout: commandTimeout)
    configure(&configuration)
    let client = RedisClient(
        configuration: configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        eventLoopGroup: .singletonMultiThreadedEventLoopGroup)
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

extension RedisClient {
    /// Asks until Redis answers, as a service does when Redis comes back.
    func waitUntilAnswering() async {
        while !Task.isCancelled {
            if let reply = try? await send(RedisCommand("PING"), deadline: .soon), reply == .status("PONG") { return }
            await Task.yield()
        }
    }
}

extension NIODeadline {
    /// Far enough for a busy machine.
    static var soon: NIODeadline { .now() + .seconds(20) }
}
