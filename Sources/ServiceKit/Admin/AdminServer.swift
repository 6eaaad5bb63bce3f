internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import RPC
internal import ServiceLifecycle

/// Answers metrics, health and connections over HTTP, apart from the address that clients use.
struct AdminServer: Service {
    /// Scrapers and probes keep few connections.
    private static let maximumConnections = 64
    private static let idleTimeout: TimeAmount = .seconds(90)

    let address: HostPort
    let exposition: @Sendable () -> String
    let health: HealthMonitor
    var clients: [(name: String, client: RPCClient)] = []
    let logger: Logger

    func run() async throws {
        try await application().run()
    }

    func application() -> some ApplicationProtocol {
        // The framework logs every request, and as errors that its sockets close when the process ends.
        var logger = logger
        logger.logLevel = .critical
        return Application(
            router: AdminRoutes.router(exposition: exposition, health: health, clients: clients),
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.maximumConnections)),
            logger: logger)
    }
}
