public import Tracing

/// The spans of batches.
extension Loader {
    /// What the process was bootstrapped with; nil when that is nothing, so that loads cost nothing more.
    public static var bootstrappedTracer: (any Tracer)? {
        let tracer = InstrumentationSystem.tracer
        return tracer is NoOpTracer ? nil : tracer
    }

    /// Fetches a batch, in a span of its own that links to those of its callers: it is the child of none, since it
    /// belongs to all of them alike.
    func fetchTraced(
        _ dispatch: LoaderDispatch<Key>, _ context: LoaderContext
    ) async throws -> [Result<Value, any Error>] {
        guard let tracer else { return try await fetch(dispatch.keys, context) }
        var root = ServiceContext.topLevel
        root.spanOrigins = dispatch.origins
        return try await tracer.withAnySpan("Load \(context.name)", context: root, ofKind: .internal) { span in
            span.attributes["lyceum.loader.keys"] = dispatch.keys.count
            for origin in dispatch.origins { span.addLink(SpanLink(context: origin, attributes: [:])) }
            return try await fetch(dispatch.keys, context)
        }
    }
}
