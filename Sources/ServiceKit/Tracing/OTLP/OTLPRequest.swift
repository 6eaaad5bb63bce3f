internal import Messages
internal import NIOCore
internal import Tracing

/// The body of an export: `ExportTraceServiceRequest` of opentelemetry-proto in JSON. Identities are hexadecimal there,
/// 64-bit integers strings.
enum OTLPRequest {
    static func json(of spans: [SpanRecord], from resource: TraceResource) -> ByteBuffer {
        JSONWriter.bytes(capacity: 1_024 * spans.count) { json in
            json.object { json in
                json.key("resourceSpans")
                json.array { json in
                    json.object { json in
                        json.key("resource")
                        json.object { $0.attributes(resource) }
                        json.key("scopeSpans")
                        json.array { json in json.object { $0.scope(of: spans) } }
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func attributes(_ resource: TraceResource) {
        key("attributes")
        array { json in
            for attribute in resource.attributes { json.attribute(attribute.name, .string(attribute.value)) }
        }
    }

    fileprivate mutating func scope(of spans: [SpanRecord]) {
        key("scope")
        object { json in json.member("name", "lyceum") }
        key("spans")
        array { json in
            for span in spans { json.object { $0.span(span) } }
        }
    }

    private mutating func span(_ span: SpanRecord) {
        member("traceId", span.context.traceID.text)
        member("spanId", span.context.spanID.text)
        if let parentID = span.parentID { member("parentSpanId", parentID.text) }
        if let state = span.context.state { member("traceState", state) }
        member("name", span.name)
        key("kind")
        value(span.kind.protocolNumber)
        member("startTimeUnixNano", "\(span.startNanoseconds)")
        member("endTimeUnixNano", "\(span.endNanoseconds)")
        attributes(span.attributes)
        list("events", span.events) { json, event in
            json.member("timeUnixNano", "\(event.nanosecondsSinceEpoch)")
            json.member("name", event.name)
            json.attributes(event.attributes)
        }
        count("droppedEventsCount", span.droppedEvents)
        list("links", span.links) { json, link in
            guard let target = link.context.trace else { return }
            json.member("traceId", target.traceID.text)
            json.member("spanId", target.spanID.text)
            json.attributes(link.attributes)
        }
        count("droppedLinksCount", span.droppedLinks)
        if let status = span.status { self.status(status) }
    }

    private mutating func status(_ status: SpanStatus) {
        key("status")
        object { json in
            json.key("code")
            json.value(Int64(status.code == .ok ? 1 : 2))
            if let message = status.message { json.member("message", message) }
        }
    }

    private mutating func list<Element>(
        _ name: StaticString, _ elements: [Element], _ members: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        array { json in
            for element in elements { json.object { members(&$0, element) } }
        }
    }

    private mutating func count(_ name: StaticString, _ number: Int) {
        guard number > 0 else { return }
        key(name)
        value(Int64(number))
    }

    private mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }
}

extension SpanKind {
    /// As `Span.SpanKind` of opentelemetry-proto numbers it.
    fileprivate var protocolNumber: Int64 {
        switch self {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }
}
