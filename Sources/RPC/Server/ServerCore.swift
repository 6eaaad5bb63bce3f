internal import Logging
internal import NIOCore

/// What the connections of a server share.
struct ServerCore: Sendable {
    let methods: MethodTable
    let limits: RPCServerLimits
    let connectionAgeGrace: TimeAmount
    let gate: CallGate
    let counters: ServerCounters
    let connections: ConnectionRegistry<ServerConnection>
    let logger: Logger

    init(
        services: [any RPCService], interceptors: [any ServerInterceptor], configuration: RPCServerConfiguration,
        logger: Logger
    ) {
        let limits = configuration.limits
        self.limits = limits
        connectionAgeGrace = configuration.connectionAgeGrace
        gate = CallGate(limit: limits.calls, byteLimit: limits.requestBytes)
        methods = MethodTable(services, gate: gate, limits: limits.callsByMethod, interceptors: interceptors)
        counters = ServerCounters()
        connections = ConnectionRegistry(limit: limits.connections)
        self.logger = logger
    }
}
