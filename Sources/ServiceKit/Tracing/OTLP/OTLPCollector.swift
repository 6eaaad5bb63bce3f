internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// A collector that takes spans as OTLP over HTTP in JSON (OpenTelemetry Protocol 1, OTLP/HTTP).
struct OTLPCollector: SpanCollector {
    /// The most of an answer that is read, in bytes.
    private static let answerLimit = 64 << 10

    private let client: HTTPClient
    private let url: String
    private let headers: SecretHeaders?
    private let resource: TraceResource

    /// - Parameters:
    ///   - endpoint: the base; the path `/v1/traces` is added.
    ///   - headers: what is sent along with each export, such as credentials.
    ///   - resource: the process that the spans are of.
    init(endpoint: SecretURL, headers: SecretHeaders?, resource: TraceResource) {
        var configuration = HTTPClient.Configuration()
        // Else each export would make a span, which is to be exported.
        configuration.tracing.tracer = nil
        configuration.redirectConfiguration = .disallow
        client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let base = endpoint.revealed
        url = base + (base.hasSuffix("/") ? "v1/traces" : "/v1/traces")
        self.headers = headers
        self.resource = resource
    }

    func close() async {
        try? await client.shutdown()
    }

    func export(_ spans: [SpanRecord], within timeout: Duration) async -> ExportOutcome {
        let body = OTLPRequest.json(of: spans, from: resource)
        // The client's own deadline ends with the head of the answer.
        return await withTaskGroup { group in
            group.addTask { await post(body, within: timeout) }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return .unreachable
            }
            defer { group.cancelAll() }
            return await group.next() ?? .unreachable
        }
    }

    private func post(_ body: ByteBuffer, within timeout: Duration) async -> ExportOutcome {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = ["content-type": "application/json", "user-agent": "lyceum/\(LyceumVersion.current)"]
        for (name, value) in headers?.revealed ?? [] { request.headers.replaceOrAdd(name: name, value: value) }
        request.body = .bytes(body)
        do {
            let response = try await client.execute(request, timeout: TimeAmount(timeout))
            let answer = try await response.body.collect(upTo: Self.answerLimit)
            return Self.outcome(response.status, response.headers, answer)
        } catch {
            return .unreachable
        }
    }

    private static func outcome(
        _ status: HTTPResponseStatus, _ headers: HTTPHeaders, _ body: ByteBuffer
    ) -> ExportOutcome {
        switch status.code {
        case 200..<300: .accepted(refused: OTLPAnswer.refusedSpans(in: body))
        case 429, 502, 503, 504: .busy(retryAfter: retryAfter(headers))
        default: .refused(status: Int(status.code))
        }
    }

    /// The seconds that the collector wants to be left alone; nil where it says nothing, or a date, which clocks that
    /// differ would read differently.
    private static func retryAfter(_ headers: HTTPHeaders) -> Duration? {
        headers.first(name: "retry-after").flatMap { UInt32($0) }.map { .seconds(Int64($0)) }
    }
}
