public import Messages
public import RPC
public import Stubs

/// Answers grpc.health.v1.Health from what the monitor of the process knows, so that peers, probes and the admin
/// listener never disagree.
///
/// All services of a process share its fate: they serve while the process is ready.
public struct HealthService: HealthHandler {
    private let serviceNames: Set<String>
    private let monitor: HealthMonitor

    /// - Parameter services: what the process serves beside this.
    public init(services: [any RPCService.Type], monitor: HealthMonitor) {
        self.serviceNames = Set(services.map { $0.serviceName } + [Self.serviceName, ""])
        self.monitor = monitor
    }

    /// Tells whether a service, or with an empty name the process, takes calls now.
    /// - Throws: ``Status`` with NOT_FOUND for a service that the process doesn't have.
    public func check(
        _ request: HealthV1.HealthCheckRequest, context: CallContext
    ) async throws -> HealthV1.HealthCheckResponse {
        guard serviceNames.contains(request.service) else {
            throw Status(code: .notFound, message: "no such service")
        }
        let isReady = monitor.report.isReady
        return HealthV1.HealthCheckResponse.make { $0.status = isReady ? .serving : .notServing }
    }
}
