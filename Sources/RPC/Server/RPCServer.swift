public import Logging
public import NIOCore
public import NIOPosix
public import ServiceLifecycle

/// Serves calls on an address: ttrpc over TCP or a unix socket.
///
/// A graceful shutdown drains: health turns to not serving, nothing more is accepted, new calls are refused with
/// UNAVAILABLE, those in flight finish or are cut off after the drain period. Cancellation cuts off at once.
public final class RPCServer: Service {
    let core: ServerCore
    let configuration: RPCServerConfiguration
    private let servingStatus: ServingStatus
    let eventLoopGroup: any EventLoopGroup
    private let onListening: @Sendable (RPCAddress) -> Void

    /// Makes a server that does nothing until it runs.
    ///
    /// - Parameters:
    ///   - services: What it serves; their names differ.
    ///   - interceptors: What stands before all handlers, the outermost first.
    ///   - servingStatus: Is told when the server drains.
    ///   - onListening: Is told the address once connections are accepted; it has the port that the system chose.
    public init(
        configuration: RPCServerConfiguration, services: [any RPCService], interceptors: [any ServerInterceptor] = [],
        servingStatus: ServingStatus = .init(), logger: Logger,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        onListening: @escaping @Sendable (RPCAddress) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.servingStatus = servingStatus
        self.eventLoopGroup = eventLoopGroup
        self.onListening = onListening
        core = ServerCore(
            services: services, interceptors: interceptors, configuration: configuration, logger: logger)
    }

    /// What the server does and has done.
    public var statistics: RPCServerStatistics {
        RPCServerStatistics(
            openConnections: core.connections.count,
            acceptedConnections: core.counters.acceptedConnections.load(ordering: .relaxed),
            refusedConnections: core.counters.refusedConnections.load(ordering: .relaxed),
            callsInFlight: core.gate.count,
            startedCalls: core.counters.startedCalls.load(ordering: .relaxed),
            refusedCalls: core.counters.refusedCalls.load(ordering: .relaxed))
    }

    /// Serves until the graceful shutdown or the task's cancellation.
    ///
    /// - Throws: NIO's error when it can't listen, ``PlaintextRefused`` when it must not.
    public func run() async throws {
        if configuration.tls == nil {
            try configuration.address.checkPlaintext(isAllowed: configuration.allowsPlaintextBeyondLoopback)
        }
        let listener = try await listen()
        let address = RPCAddress(listener, fallback: configuration.address)
        core.logger.info("Serving RPC", metadata: ["address": "\(address)"])
        onListening(address)
        // Ends normally upon a graceful shutdown, by throwing upon cancellation.
        let isGraceful = (try? await gracefulShutdown()) != nil
        servingStatus.drain()
        if isGraceful { await listener.acceptWaiting(on: eventLoopGroup) }
        try? await listener.close()
        if isGraceful { await drain() }
        cutOff()
    }

    private func drain() async {
        for connection in core.connections.drain() { connection.drain() }
        await withTaskGroup { group in
            group.addTask {
                try? await Task.sleep(for: min(self.configuration.drainLinger, self.configuration.drainPeriod))
                for connection in self.core.connections.all { connection.finish() }
                await self.core.connections.waitUntilEmpty()
            }
            group.addTask { try? await Task.sleep(for: self.configuration.drainPeriod) }
            await group.next()
            group.cancelAll()
        }
    }

    private func cutOff() {
        let count = core.gate.count
        for connection in core.connections.close() { connection.close(because: "the server stopped") }
        if count > 0 { core.logger.warning("Calls were cut off", metadata: ["calls": "\(count)"]) }
    }
}
