internal import Loader
internal import Tracing

/// Makes spans, and hands those of the traces that are kept to a queue. Its context travels as W3C Trace Context says.
struct ExportingTracer: Tracer {
    let sampler: TraceSampler
    let queue: SpanQueue

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> TraceSpan {
        var context = context()
        let parent = context.trace
        if let parent, !parent.isSampled { return TraceSpan(context: context, recording: nil) }
        let trace = parent.map(child) ?? root(origins: context.spanOrigins)
        context.trace = trace
        context.spanOrigins = []
        guard trace.isSampled else { return TraceSpan(context: context, recording: nil) }
        let record = SpanRecord(
            name: operationName, kind: kind, context: trace, parentID: parent?.spanID,
            startNanoseconds: instant().nanosecondsSinceEpoch)
        return TraceSpan(context: context, recording: SpanRecording(record, queue: queue))
    }

    private func child(of parent: TraceContext) -> TraceContext {
        TraceContext(traceID: parent.traceID, spanID: .random(), isSampled: true, state: parent.state)
    }

    /// A new trace. One that others brought about is kept if one of theirs is: their links lead to it.
    private func root(origins: [ServiceContext]) -> TraceContext {
        let traceID = TraceID.random()
        let traces = origins.compactMap(\.trace)
        let isSampled = traces.isEmpty ? sampler.keeps(traceID) : traces.contains(where: \.isSampled)
        return TraceContext(traceID: traceID, spanID: .random(), isSampled: isSampled, state: nil)
    }

    /// Asks for an export soon; nothing waits for it.
    func forceFlush() {
        queue.wakeExporter()
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let trace = context.trace else { return }
        injector.inject(trace.parent, forKey: TraceContext.parentField, into: &carrier)
        if let state = trace.state { injector.inject(state, forKey: TraceContext.stateField, into: &carrier) }
    }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let parent = extractor.extract(key: TraceContext.parentField, from: carrier) else { return }
        context.trace = TraceContext(
            parent: parent, state: extractor.extract(key: TraceContext.stateField, from: carrier))
    }
}
