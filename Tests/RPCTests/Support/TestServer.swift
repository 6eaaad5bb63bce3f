import Logging
import NIOCore
import NIOPosix
import RPC
import ServiceLifecycle

/// A server that runs while a test's body does.
struct TestServer: Sendable {
    let server: RPCServer
    let address: RPCAddress
    private let group: ServiceGroup

    /// Begins the graceful shutdown.
    func shutDown() async {
        await group.triggerGracefulShutdown()
    }

    /// Runs a server of one service, and the body once it listens. Afterwards the server is cut off.
    static func run(
        _ service: TestService, at address: RPCAddress = .loopback,
        configure: (inout RPCServerConfiguration) -> Void = { _ in },
        interceptors: [any ServerInterceptor] = [], servingStatus: ServingStatus = ServingStatus(),
        on eventLoops: MultiThreadedEventLoopGroup = .singleton,
        _ body: @Sendable (TestServer) async throws -> Void
    ) async throws {
        try await run(
            services: [service], at: address, configure: configure, interceptors: interceptors,
            servingStatus: servingStatus, on: eventLoops, body)
    }

    /// Runs a server, and the body once it listens. Afterwards the server is cut off.
    static func run(
        services: [any RPCService], at address: RPCAddress,
        configure: (inout RPCServerConfiguration) -> Void = { _ in },
        interceptors: [any ServerInterceptor] = [], servingStatus: ServingStatus = ServingStatus(),
        on eventLoops: MultiThreadedEventLoopGroup = .singleton,
        _ body: @Sendable (TestServer) async throws -> Void
    ) async throws {
        var configuration = RPCServerConfiguration(address: address)
        configure(&configuration)
        let (addresses, continuation) = AsyncStream<RPCAddress>.makeStream()
        let server = RPCServer(
            configuration: configuration, services: services, interceptors: interceptors,
            servingStatus: servingStatus, logger: .quiet, eventLoopGroup: eventLoops
        ) { continuation.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: .quiet))
        let running = Task {
            defer { continuation.finish() }
            try await group.run()
        }
        do {
            guard let address = await addresses.first(where: { _ in true }) else { throw NotListening() }
            try await body(TestServer(server: server, address: address, group: group))
            running.cancel()
            _ = await running.result
        } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
    }

    struct NotListening: Error {}
}

/// Runs a client while the body does.
func withClient(
    of addresses: [RPCAddress], configure: (inout RPCClientConfiguration) -> Void = { _ in },
    _ body: @Sendable (RPCClient) async throws -> Void
) async throws {
    var configuration = RPCClientConfiguration(addresses: addresses)
    // A busy machine may take longer than a client should wait.
    configuration.connectTimeout = .seconds(60)
    configure(&configuration)
    let client = RPCClient(configuration: configuration, logger: .quiet)
    let running = Task { try await client.run() }
    do {
        try await body(client)
        running.cancel()
        _ = await running.result
    } catch {
        running.cancel()
        _ = await running.result
        throw error
    }
}

/// Runs a server and a client of it while the body does.
func withPair(
    _ service: TestService, configure: (inout RPCServerConfiguration) -> Void = { _ in },
    _ body: @Sendable (RPCClient, TestServer) async throws -> Void
) async throws {
    try await TestServer.run(service, configure: configure) { server in
        try await withClient(of: [server.address]) { client in
            try await body(client, server)
        }
    }
}

extension RPCAddress {
    static let loopback = RPCAddress.tcp(host: "127.0.0.1", port: 0)
}

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
