internal import NIOCore
public import RPC
public import ServiceLifecycle

extension ServiceComposition {
    /// The composition of a process that answers RPC calls: a server with the settings' limits, and gRPC health.
    ///
    /// - Parameters:
    ///   - listen: the setting that says where.
    ///   - services: what is offered besides health.
    ///   - resources: what the services need while they run.
    ///   - checks: what they depend on.
    /// - Throws: `SettingError` for a setting that can't be used.
    public static func rpc(
        _ context: ProcessContext, listen: Setting<HostPort>, services: [any RPCService],
        resources: [any Service], checks: [HealthCheck]
    ) throws(SettingError) -> ServiceComposition {
        let settings = context.settings
        let address = try settings.value(listen)
        let serviceNames = services.map { type(of: $0).serviceName } + [HealthService.serviceName]
        let servingStatus = ServingStatus(services: serviceNames)
        let health = HealthMonitor(
            role: context.role, checks: checks, servingStatus: servingStatus, logger: context.logger)
        var configuration = try settings.rpcServerConfiguration(at: address)
        let tls = try settings.serverTLS(listening: listen, logger: context.logger)
        configuration.tls = tls
        let server = RPCServer(
            configuration: configuration,
            services: services + [HealthService(status: servingStatus)],
            interceptors: [ServerTracing.bootstrapped].compactMap(\.self),
            servingStatus: servingStatus, logger: context.logger)
        return ServiceComposition(
            resources: resources + [tls.map { TLSReloader($0, logger: context.logger) }].compactMap(\.self),
            servers: [ListeningService(server, address: address, setting: listen.declaration)], health: health)
    }
}

extension SettingsReader {
    /// What the settings say of a server at an address, TLS aside.
    func rpcServerConfiguration(at address: HostPort) throws(SettingError) -> RPCServerConfiguration {
        var configuration = RPCServerConfiguration(address: .tcp(host: address.host, port: address.port))
        configuration.allowsPlaintextBeyondLoopback = try allowsPlaintextBeyondLoopback()
        configuration.limits.connections = try value(Settings.rpcMaximumConnections)
        configuration.limits.calls = try value(Settings.rpcMaximumCalls)
        let age = try value(Settings.rpcConnectionAge)
        configuration.maximumConnectionAge = age > .zero ? TimeAmount(age) : nil
        configuration.limits.connection.idleTimeout = TimeAmount(try value(Settings.rpcIdleTimeout))
        configuration.drainPeriod = try value(Settings.drainPeriod)
        return configuration
    }
}
