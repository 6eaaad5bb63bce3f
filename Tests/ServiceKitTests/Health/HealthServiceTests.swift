import Logging
import Messages
import NIOCore
import RPC
import Stubs
import Testing

@testable import ServiceKit

@Suite("grpc.health.v1.Health", .timeLimit(.minutes(1)))
struct HealthServiceTests {
    typealias State = HealthV1.HealthCheckResponse.ServingStatus

    private let servingStatus = ServingStatus(services: [HealthService.serviceName])
    private let monitor: HealthMonitor
    private let client: HealthClient

    init() {
        monitor = HealthMonitor(
            role: .cache, checks: [], servingStatus: servingStatus,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        client = HealthClient(channel: InProcessChannel(services: [HealthService(status: servingStatus)]))
    }

    private func status(of service: String) async throws -> State? {
        let request = HealthV1.HealthCheckRequest.make { $0.service = service }
        return try await client.check(request, options: CallOptions(deadline: .distantFuture)).status
    }

    private func watch(_ service: String) -> ResponseStream<HealthV1.HealthCheckResponse> {
        let request = HealthV1.HealthCheckRequest.make { $0.service = service }
        return client.watch(request, options: CallOptions(deadline: .distantFuture))
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

    @Test("a watcher is told the state at once, each change, and the end", arguments: ["", "grpc.health.v1.Health"])
    func watching(service: String) async throws {
        var told: [State?] = []
        for try await response in watch(service) {
            told.append(response.status)
            // What follows is a change each time.
            switch told.count {
            case 1: await monitor.check()
            case 2: servingStatus.set(.notServing, for: service)
            case 3: servingStatus.set(.serving, for: service)
            default: monitor.drain()
            }
        }
        #expect(told == [.notServing, .serving, .notServing, .serving, .notServing])
    }

    @Test("a watcher of a service that the process does not have is told so, and when it comes")
    func watchingUnknownService() async throws {
        var told: [State?] = []
        for try await response in watch("late") {
            told.append(response.status)
            if told.count == 1 { servingStatus.set(.serving, for: "late") } else { monitor.drain() }
        }
        #expect(told == [.serviceUnknown, .serving, .notServing])
    }

    @Test("whoever watches a draining process is told that it does not serve, and no more")
    func watchingDrainingProcess() async throws {
        await monitor.check()
        monitor.drain()
        var told: [State?] = []
        for try await response in watch("") { told.append(response.status) }
        #expect(told == [.notServing])
    }
}
