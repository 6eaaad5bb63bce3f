public import Logging
public import Messages
public import NIOCore
public import NIOPosix
public import ServiceLifecycle
import Synchronization

/// Calls a service that has one or several replicas, over connections that it keeps.
///
/// Calls go to the replica with less to do, and for a while not to one that fails. While none is connected they fail at
/// once with UNAVAILABLE, unless they ask to wait or the first attempt to connect is still under way. A call whose connection breaks is made
/// again elsewhere when it certainly did not run, or as the retry policy says when its method may be called twice.
///
/// A client connects when it runs or is first called. A graceful shutdown lets calls in flight finish.
public final class RPCClient: RPCChannel, Service {
    typealias Waiter = UnsafeContinuation<Result<Void, Status>, Never>
    typealias Pool = ConnectionPool<ClientConnection, Waiter>

    let configuration: RPCClientConfiguration
    let eventLoopGroup: any EventLoopGroup
    let logger: Logger
    let pool: Mutex<Pool>
    let retryBudget: RetryBudget
    let connections = ConnectionRegistry<ClientConnection>()
    let lastWaiterID = Atomic<UInt64>(0)

    /// Makes a client that does nothing until it runs or is called.
    public init(
        configuration: RPCClientConfiguration, logger: Logger,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.configuration = configuration
        self.eventLoopGroup = eventLoopGroup
        self.logger = logger
        retryBudget = RetryBudget(configuration.retry)
        pool = Mutex(
            ConnectionPool(
                endpoints: Self.fixedEndpoints(configuration),
                connectionsPerEndpoint: configuration.connectionsPerAddress,
                resolution: configuration.addresses.contains { $0.name != nil }
                    ? ResolutionSchedule(interval: configuration.resolutionInterval) : nil,
                backoff: configuration.backoff, ejection: configuration.ejection,
                waiterLimit: configuration.limits.waitingCalls))
    }

    deinit {
        for connection in connections.all { connection.retire() }
    }

    /// Connects, and keeps connections until the graceful shutdown or the task's cancellation.
    public func run() async throws {
        perform { $0.start(at: .now()) }
        // Ends normally upon a graceful shutdown, by throwing upon cancellation.
        let isGraceful = (try? await gracefulShutdown()) != nil
        perform { $0.close() }
        if isGraceful { await drain() }
        for connection in connections.all { connection.close(because: "the client stopped") }
    }

    /// Makes a call; see ``RPCChannel/unary(_:_:_:)``.
    public func unary<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) async throws(Status) -> Response {
        let metrics = method.prepared.clientMetrics
        let began = Deadline.now()
        let call = OutgoingCall(method, request, options)
        metrics.callStarted(requestByteCount: call.messageSize)
        do {
            let payload = try await attempts(call, at: began)
            let response = try Response(reply: payload)
            metrics.countResponse(byteCount: payload.readableBytes)
            metrics.callEnded(.ok, after: .now() - began)
            return response
        } catch {
            metrics.callEnded(error.code, after: .now() - began)
            throw error
        }
    }

    private func drain() async {
        await withTaskGroup { group in
            group.addTask { await self.connections.waitUntilEmpty() }
            group.addTask { try? await Task.sleep(for: self.configuration.drainPeriod) }
            await group.next()
            group.cancelAll()
        }
    }
}

extension Message {
    /// Decodes a reply.
    init(reply: ByteBuffer) throws(Status) {
        do {
            try self.init(decoding: reply)
        } catch {
            throw Status(code: .internalError, message: "the reply is not a \(Self.fullName)")
        }
    }
}
