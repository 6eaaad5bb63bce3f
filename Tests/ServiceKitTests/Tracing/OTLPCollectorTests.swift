import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing
import Tracing

@testable import ServiceKit

@Suite("OTLP over HTTP", .timeLimit(.minutes(1)))
struct OTLPCollectorTests {
    private let queue = SpanQueue(limit: 8, batchSize: 8, metrics: TraceMetrics())

    /// A span, sent to a server that answers so; with what arrived there.
    private func export(
        below path: String = "", headers: SecretHeaders? = nil, within timeout: Duration = .seconds(30),
        _ answer: @escaping @Sendable () -> Response
    ) async throws -> (ExportOutcome, Request?) {
        ExportingTracer(sampler: TraceSampler(ratio: 1), queue: queue).startSpan("span", context: .topLevel).end()
        let spans = queue.batch()
        let router = Router()
        let arrived = Mutex<Request?>(nil)
        let outcome = Mutex(ExportOutcome.unreachable)
        router.post(RouterPath(path == "/" ? "/v1/traces" : path + "/v1/traces")) { request, _ in
            arrived.withLock { $0 = request }
            _ = try await request.body.collect(upTo: 1 << 20)
            return answer()
        }
        try await Application(router: router).test(.live) { client in
            let port = try #require(client.port)
            guard case .success(let endpoint) = SecretURL.parse("http://127.0.0.1:\(port)\(path)", schemes: ["http"])
            else { return }
            let collector = OTLPCollector(endpoint: endpoint, headers: headers, resource: TraceResource(.gateway))
            let result = await collector.export(spans, within: timeout)
            await collector.close()
            outcome.withLock { $0 = result }
        }
        return (outcome.withLock { $0 }, arrived.withLock { $0 })
    }

    @Test("Spans are posted as JSON below the endpoint", arguments: ["", "/", "/tenant"])
    func request(path: String) async throws {
        let (outcome, request) = try await export(below: path) { Response(status: .ok) }
        #expect(outcome == .accepted(refused: 0))
        #expect(request?.headers[.contentType] == "application/json")
    }

    @Test("Headers of the settings, decoded, are sent along; one that is sent anyway is replaced, not doubled")
    func headers() async throws {
        let text = "Api-Key=s3cret, authorization=Basic%20YW5uOnMzY3JldA==,user-agent=probe/1"
        let settings = SettingsReader(role: .gateway, environment: ["OTEL_EXPORTER_OTLP_HEADERS": text])
        let headers = try settings.value(Settings.traceHeaders)
        let (outcome, request) = try await export(headers: headers) { Response(status: .ok) }
        #expect(outcome == .accepted(refused: 0))
        let sent = try #require(request).headers
        let key = try #require(HTTPField.Name("api-key"))
        #expect(sent[key] == "s3cret")
        #expect(sent[.authorization] == "Basic YW5uOnMzY3JldA==")
        #expect(sent[values: .userAgent] == ["probe/1"])
        #expect(sent[.contentType] == "application/json")
    }

    @Test("An answer that refuses some of the spans is understood")
    func partialSuccess() async throws {
        let (outcome, _) = try await export {
            Response(
                status: .ok,
                body: .init(byteBuffer: ByteBuffer(string: #"{"partialSuccess":{"rejectedSpans":"1"}}"#)))
        }
        #expect(outcome == .accepted(refused: 1))
    }

    @Test("Throttling and outages may pass", arguments: [429, 502, 503, 504])
    func busy(status: Int) async throws {
        let (outcome, _) = try await export {
            Response(status: .init(code: status), headers: [.retryAfter: "7"])
        }
        #expect(outcome == .busy(retryAfter: .seconds(7)))
    }

    @Test("A moment to retry after is not taken for seconds; other statuses are final")
    func statuses() async throws {
        let moment = try await export {
            Response(status: .serviceUnavailable, headers: [.retryAfter: "Fri, 31 Dec 1999 23:59:59 GMT"])
        }
        #expect(moment.0 == .busy(retryAfter: nil))
        #expect(try await export { Response(status: .badRequest) }.0 == .refused(status: 400))
        #expect(
            try await export { Response(status: .found, headers: [.location: "/elsewhere"]) }.0
                == .refused(status: 302))
    }

    @Test("A collector whose answer has no end is given up in time")
    func endless() async throws {
        let (outcome, _) = try await export(within: .milliseconds(200)) {
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    // Until the client has gone.
                    while true {
                        try await writer.write(ByteBuffer(string: " "))
                        try await Task.sleep(for: .milliseconds(10))
                    }
                })
        }
        #expect(outcome == .unreachable)
    }
}
