public import Messages
public import RPC
public import Stubs

/// Answers grpc.health.v1.Health from what the process says of its services.
///
/// The monitor of the process keeps that up to date, so that peers, probes and the admin listener never disagree.
public struct HealthService: HealthHandler {
    private let status: ServingStatus

    /// - Parameter status: knows the services that are asked about.
    public init(status: ServingStatus) {
        self.status = status
    }

    /// Tells whether a service, or with an empty name the process, takes calls now.
    /// - Throws: ``Status`` with NOT_FOUND for a service that the process doesn't have.
    public func check(
        _ request: HealthV1.HealthCheckRequest, context: CallContext
    ) async throws -> HealthV1.HealthCheckResponse {
        guard let state = status.state(of: request.service) else {
            throw Status(code: .notFound, message: "no such service")
        }
        return response(state)
    }

    /// As ``check(_:context:)``, now and at each change, until the process drains. A service that the process doesn't
    /// have is SERVICE_UNKNOWN, since it may come.
    public func watch(
        _ request: HealthV1.HealthCheckRequest, context: CallContext,
        responses: ResponseWriter<HealthV1.HealthCheckResponse>
    ) async throws {
        // Nothing was sent yet; then the state, which is nil for an unknown service.
        var sent: ServingStatus.State??
        for await state in status.changes(of: request.service) where sent != .some(state) {
            try await responses.write(response(state))
            sent = state
        }
    }

    private func response(_ state: ServingStatus.State?) -> HealthV1.HealthCheckResponse {
        .make { response in
            response.status =
                switch state {
                case .serving: .serving
                case .notServing: .notServing
                case nil: .serviceUnknown
                }
        }
    }
}
