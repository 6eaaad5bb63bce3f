import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MetricsTestKit
import NIOEmbedded
import Testing

@testable import Gateway

@Suite("Metrics of routes", .timeLimit(.minutes(2)))
struct RouteMetricsTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private let metrics = TestMetrics()

    private var middleware: RequestMiddleware {
        RequestMiddleware(
            deadline: RequestDeadline(timeout: .seconds(30)), metrics: RouteMetrics(factory: metrics),
            slowRequests: SlowRequestLog(threshold: .minutes(1), logger: Self.quiet))
    }

    private func count(_ method: String, _ route: String, _ status: String) throws -> Int64 {
        try metrics.expectCounter(
            "lyceum_http_requests_total", [("method", method), ("route", route), ("status", status)]
        ).totalValue
    }

    @Test("Requests are counted by method, route and class of status, also those that never reach a route")
    func counts() async throws {
        let router = Router(context: GatewayContext.self)
        router.add(middleware: middleware)
        RouteTable(router).add("/things/{id}", Route(.get, .isAlive) { _, _ in Response(status: .ok) })
        let timeout = try #require(HTTPField.Name("Request-Timeout"))
        let invented = try #require(HTTPRequest.Method(rawValue: "INVENTED"))
        try await Application(router: router).test(.router) { client in
            _ = try await client.get("/things/1")
            _ = try await client.get("/things/2?a=b")
            _ = try await client.get("/things/3", [timeout: "never"])
            _ = try await client.execute(uri: "/things/4", method: .delete)
            _ = try await client.get("/nothing")
            _ = try await client.execute(uri: "/things/5", method: invented)
        }
        #expect(try count("GET", "/things/{id}", "2xx") == 2)
        #expect(try count("GET", "/things/{id}", "4xx") == 1)
        #expect(try count("DELETE", "/things/{id}", "4xx") == 1)
        #expect(try count("GET", "none", "4xx") == 1)
        #expect(try count("other", "none", "4xx") == 1)
        let labels = [("method", "GET"), ("route", "/things/{id}")]
        #expect(try metrics.expectTimer("lyceum_http_request_seconds", labels).values.count == 3)
    }

    @Test("A request whose client has gone is no failure of the server")
    func cancelled() async throws {
        let middleware = middleware
        let gone = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            let request = Request(
                head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/"), body: .init(buffer: .init())
            )
            let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Self.quiet)
            return try await middleware.handle(request, context: GatewayContext(source: source)) { _, _ in
                throw CancellationError()
            }
        }
        _ = try await gone.value
        #expect(try count("GET", "none", "4xx") == 1)
    }
}
