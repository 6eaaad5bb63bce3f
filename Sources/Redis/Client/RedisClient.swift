public import Logging
public import NIOCore
public import ServiceLifecycle
import Synchronization

/// A client of one Redis server: a few connections, on each of which the commands of all callers are pipelined.
///
/// While Redis is away every call fails at once with `unavailable`; the connections come back by themselves. Calls made
/// before the first attempt to connect has ended wait for it.
public final class RedisClient: Service, Sendable {
    private let configuration: RedisConfiguration
    private let connections: [RedisConnection]
    private let metrics: RedisMetrics
    private let turn = Atomic<Int>(0)

    /// Prepares a client; ``run()`` connects it.
    public init(configuration: RedisConfiguration, logger: Logger, eventLoopGroup: any EventLoopGroup) {
        self.configuration = configuration
        let metrics = RedisMetrics()
        self.metrics = metrics
        connections = (0..<configuration.connections).map { index in
            RedisConnection(
                index: index, configuration: configuration, logger: logger, metrics: metrics,
                eventLoop: eventLoopGroup.next())
        }
    }

    /// Keeps the connections open until the task is cancelled or a graceful shutdown begins, and then lets the calls
    /// under way finish.
    public func run() async throws {
        for connection in connections { connection.start() }
        // Throws when the task is cancelled, which ends the client the same way.
        try? await gracefulShutdown()
        await withDiscardingTaskGroup { group in
            for connection in connections {
                group.addTask { await connection.shutDown() }
            }
        }
    }

    /// The state of the connections.
    public var health: RedisHealth {
        let parts = connections.map(\.health)
        return RedisHealth(
            connected: parts.count { $0.isReady },
            connections: parts.count,
            lastRoundTrip: parts.compactMap(\.lastRoundTrip).last.map { .nanoseconds($0.nanoseconds) },
            lastError: parts.first { !$0.isReady && $0.lastError != nil }?.lastError)
    }
}

extension RedisClient {
    /// Sends one command and waits for its reply.
    ///
    /// - Parameter deadline: When the caller gives up; the command time-out of the configuration can only come earlier.
    /// - Returns: The reply, which may be ``RedisReply/error(_:)``.
    /// - Throws: ``RedisError`` when there is no reply: `unavailable`, `deadlineExceeded`, `cancelled` or `overloaded`.
    public func send(_ command: RedisCommand, deadline: NIODeadline) async throws(RedisError) -> RedisReply {
        try await perform(command.bytes, replyCount: 1, deadline: deadline)
    }

    /// Sends commands in one go, with no other caller's commands in between, and waits for all of the replies.
    ///
    /// - Parameter deadline: As for ``send(_:deadline:)``.
    /// - Returns: One reply per command, in order; each may be ``RedisReply/error(_:)``.
    /// - Throws: As ``send(_:deadline:)``.
    public func pipeline(
        _ commands: [RedisCommand], deadline: NIODeadline
    ) async throws(RedisError) -> [RedisReply] {
        guard let first = commands.first else { return [] }
        guard commands.count > 1 else { return [try await send(first, deadline: deadline)] }
        let bytes = commands.flatMap(\.bytes)
        let reply = try await perform(bytes[...], replyCount: commands.count, deadline: deadline)
        return reply.array ?? []
    }

    private func perform(
        _ bytes: ArraySlice<UInt8>, replyCount: Int, deadline: NIODeadline
    ) async throws(RedisError) -> RedisReply {
        let now = NIODeadline.now()
        guard now < deadline else { throw .deadlineExceeded }
        let id = CallID.next()
        let deadline = min(deadline, now + TimeAmount(configuration.commandTimeout))
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { waiter in
                submit(Call(id: id, bytes: bytes, replyCount: replyCount, deadline: deadline, waiter: waiter))
                // The cancellation handler may have run before the call was there to be found.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
        return try result.get()
    }

    /// Gives the call to the connection whose turn it is, or to the next one that takes it.
    private func submit(_ call: Call<RedisConnection.Waiter>) {
        let turn = turn.wrappingAdd(1, ordering: .relaxed).newValue
        var refusal = RedisError.notConnected
        for offset in connections.indices {
            let index = Int(UInt(bitPattern: turn &+ offset) % UInt(connections.count))
            guard let error = connections[index].submit(call) else { return }
            refusal = error
        }
        metrics.failed(refusal.code)
        call.waiter.resume(returning: .failure(refusal))
    }

    private func cancel(_ id: CallID) {
        for connection in connections { connection.cancel(id) }
    }
}
