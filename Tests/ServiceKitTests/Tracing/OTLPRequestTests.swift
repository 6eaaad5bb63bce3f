import Foundation
import NIOCore
import Testing
import Tracing

@testable import ServiceKit

@Suite("OTLP in JSON")
struct OTLPRequestTests {
    private typealias Object = [String: Any]

    private let queue = SpanQueue(limit: 8, batchSize: 8, metrics: TraceMetrics())

    /// The request with what the closure makes of a span.
    private func request(_ change: (TraceSpan) -> Void) throws -> Object {
        let tracer = ExportingTracer(sampler: TraceSampler(ratio: 1), queue: queue)
        let parent = tracer.startSpan("parent", context: .topLevel)
        let span = tracer.startSpan("child \"1\"\n", context: parent.context, ofKind: .server)
        change(span)
        span.end()
        let body = OTLPRequest.json(of: queue.batch(), from: TraceResource(.course))
        return try #require(try JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? Object)
    }

    private func span(_ change: (TraceSpan) -> Void) throws -> Object {
        let resource = try #require((try request(change)["resourceSpans"] as? [Object])?.first)
        let scope = try #require((resource["scopeSpans"] as? [Object])?.first)
        return try #require((scope["spans"] as? [Object])?.first)
    }

    /// Attributes as text, by name.
    private func attributes(_ object: Object) throws -> [String: String] {
        var values: [String: String] = [:]
        for attribute in try #require(object["attributes"] as? [Object]) {
            let name = try #require(attribute["key"] as? String)
            let value = try JSONSerialization.data(
                withJSONObject: try #require(attribute["value"]), options: .sortedKeys)
            values[name] = String(decoding: value, as: UTF8.self)
        }
        return values
    }

    @Test("A span has its identities in hexadecimal, its times as strings, its kind as a number")
    func members() throws {
        let span = try span { _ in }
        let record = try #require(queue.batch().first)
        #expect(span["traceId"] as? String == record.context.traceID.text)
        #expect(span["spanId"] as? String == record.context.spanID.text)
        #expect(span["parentSpanId"] as? String == record.parentID?.text)
        #expect(span["name"] as? String == "child \"1\"\n")
        #expect(span["kind"] as? Int == 2)
        #expect(span["startTimeUnixNano"] as? String == "\(record.startNanoseconds)")
        #expect(span["endTimeUnixNano"] as? String == "\(record.endNanoseconds)")
        for absent in ["status", "events", "links", "attributes", "traceState", "droppedLinksCount"] {
            #expect(span[absent] == nil)
        }
    }

    @Test("Attributes have the type of their values")
    func attributeTypes() throws {
        let values = try attributes(
            span { span in
                span.attributes["text"] = "x"
                span.attributes["whole"] = Int.max
                span.attributes["part"] = 0.5
                span.attributes["flag"] = true
                span.attributes["list"] = [Int64(1), 2]
                span.attributes["long"] = String(repeating: "é", count: 5_000)
            })
        #expect(values["text"] == #"{"stringValue":"x"}"#)
        #expect(values["whole"] == #"{"intValue":"9223372036854775807"}"#)
        #expect(values["part"] == #"{"doubleValue":0.5}"#)
        #expect(values["flag"] == #"{"boolValue":true}"#)
        #expect(values["list"] == #"{"arrayValue":{"values":[{"intValue":"1"},{"intValue":"2"}]}}"#)
        #expect(values["long"]?.count == 4_096 + #"{"stringValue":""}"#.count)
    }

    @Test("Of too many attributes the rest is counted")
    func attributeLimit() throws {
        let span = try span { span in
            for number in 0..<130 { span.attributes["a\(number)"] = number }
        }
        #expect((span["attributes"] as? [Any])?.count == 128)
        #expect(span["droppedAttributesCount"] as? Int == 2)
    }

    @Test("A failure is an event and a status, a link names its target")
    func failuresAndLinks() throws {
        struct Broken: Error {}
        var target: TraceContext?
        let span = try span { span in
            span.recordError(Broken())
            span.setStatus(SpanStatus(code: .error, message: "broken"))
            span.addLink(SpanLink(context: span.context, attributes: [:]))
            target = span.context.trace
        }
        let event = try #require((span["events"] as? [Object])?.first)
        #expect(event["name"] as? String == "exception")
        #expect(try attributes(event)["exception.message"] == #"{"stringValue":"Broken()"}"#)
        let status = try #require(span["status"] as? Object)
        #expect(status["code"] as? Int == 2)
        #expect(status["message"] as? String == "broken")
        let link = try #require((span["links"] as? [Object])?.first)
        #expect(link["spanId"] as? String == target?.spanID.text)
        #expect(link["traceId"] as? String == target?.traceID.text)
    }

    @Test("The resource names the process")
    func resource() throws {
        let resourceSpans = try #require((try request { _ in }["resourceSpans"] as? [Object])?.first)
        let values = try attributes(#require(resourceSpans["resource"] as? Object))
        #expect(values["service.name"] == #"{"stringValue":"lyceum-course"}"#)
        #expect(values["service.instance.id"] != nil)
        #expect(values["process.pid"] == "{\"stringValue\":\"\(getpid())\"}")
    }

    @Test(
        "An answer tells how many spans were refused",
        arguments: [
            ("", 0), ("{}", 0), ("[]", 0), (#"{"partialSuccess":{}}"#, 0),
            (#"{"partialSuccess":{"rejectedSpans":"3","errorMessage":"no"}}"#, 3),
            (#"{"partialSuccess":{"rejectedSpans":4}}"#, 4), (#"{"partialSuccess":{"rejectedSpans":"-1"}}"#, 0),
        ])
    func answers(json: String, refused: Int) {
        #expect(OTLPAnswer.refusedSpans(in: ByteBuffer(string: json)) == refused)
    }
}
