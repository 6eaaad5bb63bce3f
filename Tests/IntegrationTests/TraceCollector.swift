import Foundation
import Hummingbird
import HummingbirdTesting
import Synchronization

/// Takes spans as a collector of OpenTelemetry does, and keeps them.
final class TraceCollector: Sendable {
    private let collected = Mutex<[CollectedSpan]>([])

    /// What has arrived.
    var spans: [CollectedSpan] { collected.withLock { $0 } }

    /// Runs while the closure does, which gets the port.
    func run(_ body: @Sendable @escaping (Int) async throws -> Void) async throws {
        let router = Router()
        router.post("/v1/traces") { request, _ in
            let body = try await request.body.collect(upTo: 16 << 20)
            let export = try JSONDecoder().decode(Export.self, from: Data(body.readableBytesView))
            self.collected.withLock { $0 += export.spans }
            return Response(status: .ok)
        }
        try await Application(router: router).test(.live) { client in
            guard let port = client.port else { throw StackError("the collector has no port") }
            try await body(port)
        }
    }
}

/// A span with the process that made it.
struct CollectedSpan: Sendable {
    let service: String
    let name: String
    let traceID: String
    let id: String
    let parentID: String?
    /// The spans that it links to.
    let links: [String]
}

/// `ExportTraceServiceRequest` of opentelemetry-proto, as far as tests look at it.
private struct Export: Decodable {
    struct ResourceSpans: Decodable {
        let resource: Resource
        let scopeSpans: [ScopeSpans]
    }

    struct Resource: Decodable {
        let attributes: [Attribute]
    }

    struct Attribute: Decodable {
        let key: String
        let value: [String: String]
    }

    struct ScopeSpans: Decodable {
        let spans: [Span]
    }

    struct Span: Decodable {
        let traceId: String
        let spanId: String
        let parentSpanId: String?
        let name: String
        let links: [Link]?
    }

    struct Link: Decodable {
        let spanId: String
    }

    let resourceSpans: [ResourceSpans]

    var spans: [CollectedSpan] {
        resourceSpans.flatMap { process in
            let service = process.resource.attributes.first { $0.key == "service.name" }?.value["stringValue"]
            return process.scopeSpans.flatMap(\.spans).map { span in
                CollectedSpan(
                    service: service ?? "", name: span.name, traceID: span.traceId, id: span.spanId,
                    parentID: span.parentSpanId, links: (span.links ?? []).map(\.spanId))
            }
        }
    }
}
