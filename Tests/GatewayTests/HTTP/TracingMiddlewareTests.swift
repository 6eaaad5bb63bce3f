import HTTPTypes
import HummingbirdTesting
import RPC
import Synchronization
import Testing
import Tracing

@testable import Gateway
@testable import ServiceKit

@Suite("Spans of requests", .timeLimit(.minutes(2)))
struct TracingMiddlewareTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private let gateway = TestGateway()
    private let queue = SpanQueue(limit: 100, batchSize: 100, metrics: TraceMetrics())

    /// What one request leaves behind.
    private func request(
        _ uri: String, method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:]
    ) async throws -> (TestResponse, SpanRecord?) {
        let tracer = ExportingTracer(sampler: TraceSampler(ratio: 1), queue: queue)
        let answer = Mutex<TestResponse?>(nil)
        try await gateway.run(tracer: tracer) { client in
            let response = try await client.execute(uri: uri, method: method, headers: headers)
            answer.withLock { $0 = response }
        }
        return (try #require(answer.withLock { $0 }), queue.batch().first { $0.kind == .server })
    }

    @Test("A span is named by method and route, and tells what was asked and answered, but no query")
    func attributes() async throws {
        let (answer, span) = try await request("\(Self.course)?fields=title", [.userAgent: "test"])
        let record = try #require(span)
        #expect(answer.status == .ok)
        #expect(record.name == "GET /api/v1/courses/{id}")
        #expect(record.attributes.get("http.request.method") == "GET")
        #expect(record.attributes.get("http.route") == "/api/v1/courses/{id}")
        #expect(record.attributes.get("url.path") == .string(Self.course))
        #expect(record.attributes.get("user_agent.original") == "test")
        #expect(record.attributes.get("http.response.status_code") == 200)
        #expect(record.attributes.get("url.query") == nil)
        #expect(record.status == nil)
        #expect(record.parentID == nil)
    }

    @Test("A method that no route has is told as OpenTelemetry wants it")
    func otherMethod() async throws {
        let method = try #require(HTTPRequest.Method(rawValue: "PROPFIND"))
        let record = try #require(try await request(Self.course, method: method).1)
        #expect(record.name == "HTTP /api/v1/courses/{id}")
        #expect(record.attributes.get("http.request.method") == "_OTHER")
    }

    @Test("It continues the client's trace, and the answer names it")
    func parent() async throws {
        let name = try #require(HTTPField.Name("traceparent"))
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        let (answer, span) = try await request(Self.course, [name: "00-\(trace)-00f067aa0ba902b7-01"])
        let record = try #require(span)
        #expect(record.context.traceID.text == trace)
        #expect(record.parentID?.text == "00f067aa0ba902b7")
        #expect(answer.headers[name] == "00-\(trace)-\(record.context.spanID.text)-01")
    }

    @Test("What the client did wrong is no error, what the gateway could not do is")
    func failures() async throws {
        let wrong = try #require(try await request("/api/v1/courses/42").1)
        #expect(wrong.attributes.get("http.response.status_code") == 400)
        #expect(wrong.status == nil)
        queue.removeFirst(queue.count)
        let timeout = try #require(HTTPField.Name("Request-Timeout"))
        let failed = try #require(try await request(Self.course, [timeout: "0.000000001"]).1)
        #expect(failed.attributes.get("http.response.status_code") == 504)
        #expect(failed.attributes.get("error.type") == "504")
        #expect(failed.status?.code == .error)
        queue.removeFirst(queue.count)
        let unknown = try #require(try await request("/nowhere?token=secret").1)
        #expect(unknown.name == "GET")
        #expect(unknown.attributes.get("http.route") == nil)
        #expect(unknown.attributes.get("http.response.status_code") == 404)
    }

    @Test("Health routes have no spans", arguments: ["/health/live", "/health/ready", "/api/health"])
    func health(path: String) async throws {
        #expect(try await request(path).1 == nil)
    }
}
