public import Tracing

extension ServiceContext {
    /// The contexts that a span which is about to begin will link to, for tracers that decide at its beginning whether it
    /// is kept (OpenTelemetry's samplers are told of links). A tracer takes them out of the context of the span.
    public var spanOrigins: [ServiceContext] {
        get { self[SpanOriginsKey.self] ?? [] }
        set { self[SpanOriginsKey.self] = newValue.isEmpty ? nil : newValue }
    }
}

private enum SpanOriginsKey: ServiceContextKey {
    typealias Value = [ServiceContext]
}
