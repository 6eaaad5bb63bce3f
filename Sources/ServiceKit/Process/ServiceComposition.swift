public import RPC
public import ServiceLifecycle

/// What a process runs, in the order in which it must end.
public struct ServiceComposition: Sendable {
    /// Clients and databases: closed when nothing uses them any more.
    public var resources: [any Service]
    /// What takes requests: drained first.
    public var servers: [ListeningService]
    /// What the process depends on.
    public var health: HealthMonitor
    /// What the process calls other services with, by their names: operators see their connections.
    public var clients: [(name: String, client: RPCClient)]

    /// The parts of a process.
    public init(
        resources: [any Service], servers: [ListeningService], health: HealthMonitor,
        clients: [(name: String, client: RPCClient)] = []
    ) {
        self.resources = resources
        self.servers = servers
        self.health = health
        self.clients = clients
    }

    /// All services so that shutting down in reverse order is right: readiness flips, servers drain, resources close,
    /// the last spans leave, and the admin listener answers until the end.
    func ordered(admin: ListeningService?, exporter: (any Service)?, drain: DrainService) -> [any Service] {
        let first: [(any Service)?] = [admin, exporter]
        return first.compactMap(\.self) + [health] + resources + servers + [drain]
    }
}
