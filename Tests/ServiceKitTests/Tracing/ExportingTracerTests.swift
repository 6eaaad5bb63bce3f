import Loader
import MetricsTestKit
import Testing
import Tracing

@testable import ServiceKit

@Suite("Spans")
struct ExportingTracerTests {
    private let metrics = TestMetrics()
    private let queue: SpanQueue

    init() {
        queue = SpanQueue(limit: 8, batchSize: 4, metrics: TraceMetrics(factory: metrics))
    }

    private func tracer(keeping ratio: Double = 1) -> ExportingTracer {
        ExportingTracer(sampler: TraceSampler(ratio: ratio), queue: queue)
    }

    private func context(_ parent: String) -> ServiceContext {
        var context = ServiceContext.topLevel
        tracer().extract([TraceContext.parentField: parent], into: &context, using: DictionaryCarrier())
        return context
    }

    @Test("A span is the child of the one in whose context it begins, and reaches the queue when it ends, once")
    func parents() throws {
        let tracer = tracer()
        let root = tracer.startSpan("root", context: .topLevel)
        let child = tracer.startSpan("child", context: root.context, ofKind: .client)
        #expect(queue.count == 0)
        child.end()
        child.end()
        root.end()
        let records = queue.batch()
        #expect(records.map(\.name) == ["child", "root"])
        #expect(records[0].context.traceID == records[1].context.traceID)
        #expect(records[0].parentID == records[1].context.spanID)
        #expect(records[1].parentID == nil)
        #expect(records[0].endNanoseconds >= records[0].startNanoseconds)
    }

    @Test("A caller's trace is continued, with its state")
    func remoteParent() throws {
        var context = ServiceContext.topLevel
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        tracer().extract(["traceparent": parent, "tracestate": "a=1"], into: &context, using: DictionaryCarrier())
        let span = tracer(keeping: 0).startSpan("here", context: context)
        var fields: [String: String] = [:]
        tracer().inject(span.context, into: &fields, using: DictionaryCarrier())
        span.end()
        let record = try #require(queue.batch().first)
        #expect(record.parentID?.text == "00f067aa0ba902b7")
        #expect(fields["tracestate"] == "a=1")
        #expect(fields["traceparent"] == "00-4bf92f3577b34da6a3ce929d0e0e4736-\(record.context.spanID.text)-01")
    }

    @Test("A trace that is not kept has no spans, and says so to those who continue it")
    func unsampled() throws {
        let root = tracer(keeping: 0).startSpan("root", context: .topLevel)
        let child = tracer().startSpan("child", context: root.context)
        #expect(!root.isRecording && !child.isRecording)
        #expect(child.context.trace?.parent.hasSuffix("-00") == true)
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
        let continued = tracer().startSpan("here", context: context(parent))
        #expect(continued.context.trace?.parent == parent)
        for span in [root, child, continued] { span.end() }
        #expect(queue.count == 0)
    }

    @Test("A root that others brought about is kept if one of theirs is, and keeps nothing of them but links")
    func origins() {
        let kept = tracer(keeping: 1).startSpan("kept", context: .topLevel).context
        let left = tracer(keeping: 0).startSpan("left", context: .topLevel).context
        func root(_ ratio: Double, _ origins: [ServiceContext]) -> TraceSpan {
            var context = ServiceContext.topLevel
            context.spanOrigins = origins
            return tracer(keeping: ratio).startSpan("batch", context: context)
        }
        #expect(root(0, [left, kept]).isRecording)
        #expect(!root(1, [left]).isRecording)
        #expect(root(1, [.topLevel]).isRecording)
        let span = root(0, [left, kept])
        #expect(span.context.spanOrigins.isEmpty)
        #expect(span.context.trace?.traceID != kept.trace?.traceID)
        span.addLink(SpanLink(context: left, attributes: [:]))
        span.addLink(SpanLink(context: kept, attributes: [:]))
        span.end()
        #expect(queue.batch().first?.links.map(\.context.trace?.spanID) == [kept.trace?.spanID])
    }

    @Test("What a full queue can't take is counted, and room is made from the front")
    func fullQueue() throws {
        for number in 0..<10 { tracer().startSpan("\(number)", context: .topLevel).end() }
        #expect(queue.batch().map(\.name) == ["0", "1", "2", "3"])
        queue.removeFirst(4)
        #expect(queue.batch().map(\.name) == ["4", "5", "6", "7"])
        let dropped = try metrics.expectCounter("lyceum_trace_spans_dropped_total", [("reason", "queue_full")])
        #expect(dropped.totalValue == 2)
    }

    @Test("Links and events have a limit, beyond which they are counted")
    func limits() throws {
        let target = tracer().startSpan("target", context: .topLevel).context
        let span = tracer().startSpan("span", context: .topLevel)
        for _ in 0..<130 {
            span.addLink(SpanLink(context: target, attributes: [:]))
            span.addEvent("event")
        }
        span.end()
        let record = try #require(queue.batch().first)
        #expect(record.links.count == 128 && record.droppedLinks == 2)
        #expect(record.events.count == 128 && record.droppedEvents == 2)
    }

    @Test("A span changes until it ends; well stays well")
    func changes() throws {
        let span = tracer().startSpan("before", context: .topLevel)
        span.operationName = "after"
        span.attributes["a"] = 1
        span.setStatus(SpanStatus(code: .ok))
        span.setStatus(SpanStatus(code: .error))
        span.end()
        span.operationName = "late"
        let record = try #require(queue.batch().first)
        #expect(record.name == "after")
        #expect(record.attributes.get("a") == 1)
        #expect(record.status?.code == .ok)
    }
}

/// Fields in a dictionary.
private struct DictionaryCarrier: Injector, Extractor {
    func inject(_ value: String, forKey key: String, into fields: inout [String: String]) {
        fields[key] = value
    }

    func extract(key: String, from fields: [String: String]) -> String? {
        fields[key]
    }
}
