import Logging
import Messages
import NIOCore
import RPC
import Stubs
import Testing

@testable import ServiceKit

@Suite("grpc.health.v1.Health")
struct HealthServiceTests {
    private let monitor = HealthMonitor(
        role: .cache, checks: [], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

    private func status(of service: String) async throws -> HealthV1.HealthCheckResponse.ServingStatus? {
        let request = HealthV1.HealthCheckRequest.make { $0.service = service }
        let context = CallContext(deadline: .distantFuture, method: HealthMethods.check)
        return try await HealthService(services: [HealthService.self], monitor: monitor)
            .check(request, context: context).status
    }

    @Test("the process and its services serve while the process is ready", arguments: ["", "grpc.health.v1.Health"])
    func serving(service: String) async throws {
        #expect(try await status(of: service) == .notServing)
        await monitor.check()
        #expect(try await status(of: service) == .serving)
        monitor.drain()
        #expect(try await status(of: service) == .notServing)
    }

    @Test("a service that the process does not have is not found")
    func unknownService() async {
        let error = await #expect(throws: Status.self) { try await status(of: "lyceum.course.v1.CourseService") }
        #expect(error?.code == .notFound)
    }
}
