import Hummingbird
import HummingbirdTesting
import Logging
import Metrics
import Testing

@testable import ServiceKit

@Suite("The admin listener")
struct AdminRoutesTests {
    private let factory = PrometheusMetricsFactory()

    private func withClient(
        required outcome: HealthCheck.Outcome,
        _ body: @escaping @Sendable (any TestClientProtocol, HealthMonitor) async throws -> Void
    ) async throws {
        let monitor = HealthMonitor(
            role: .cache, checks: [HealthCheck(name: "redis", isRequired: true) { _ in outcome }],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let application = Application(router: AdminRoutes.router(exposition: factory.exposition, health: monitor))
        try await application.test(.router) { client in try await body(client, monitor) }
    }

    @Test("GET /metrics is the exposition in its content type")
    func metrics() async throws {
        Counter(label: "lyceum_a_total", dimensions: [], factory: factory).increment()
        try await withClient(required: .ok) { client, _ in
            let response = try await client.executeRequest(uri: "/metrics", method: .get, headers: [:], body: nil)
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(String(buffer: response.body).contains("\nlyceum_a_total 1\n"))
        }
    }

    @Test("a process is alive even when it can't serve")
    func live() async throws {
        try await withClient(required: .down("refused")) { client, monitor in
            await monitor.check()
            let response = try await client.executeRequest(uri: "/health/live", method: .get, headers: [:], body: nil)
            #expect(response.status == .ok)
            #expect(String(buffer: response.body) == #"{"status":"ok"}"#)
        }
    }

    @Test("a process is ready once its dependencies have answered, until it drains")
    func ready() async throws {
        try await withClient(required: .ok) { client, monitor in
            func status() async throws -> Int {
                try await client.executeRequest(uri: "/health/ready", method: .get, headers: [:], body: nil).status.code
            }
            let starting = try await status()
            await monitor.check()
            let running = try await status()
            monitor.drain()
            let draining = try await status()
            #expect([starting, running, draining] == [503, 200, 503])
        }
    }

    @Test("a process without a required dependency says which, and may not be cached")
    func notReady() async throws {
        try await withClient(required: .down("refused")) { client, monitor in
            await monitor.check()
            let response = try await client.executeRequest(uri: "/health/ready", method: .get, headers: [:], body: nil)
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.contentType] == "application/json")
            #expect(response.headers[.cacheControl] == "no-store")
            #expect(String(buffer: response.body).contains(#""name":"redis","required":true,"status":"down""#))
        }
    }

    @Test("other paths are not found")
    func notFound() async throws {
        try await withClient(required: .ok) { client, _ in
            let response = try await client.executeRequest(uri: "/", method: .get, headers: [:], body: nil)
            #expect(response.status == .notFound)
        }
    }

    @Test("a process that calls no other has no connections to show")
    func noConnections() async throws {
        try await withClient(required: .ok) { client, _ in
            let response = try await client.executeRequest(uri: "/connections", method: .get, headers: [:], body: nil)
            #expect(response.status == .notFound)
        }
    }
}
