public import Messages
public import Tracing

/// Gives each call a client span, whose context travels with the request for the server to continue.
///
/// What travels, such as W3C's `traceparent` and `tracestate`, is the tracer's to say; it becomes metadata of the call.
public struct ClientTracing: ClientInterceptor {
    private let tracer: CallTracer

    /// Traces with this tracer.
    public init(_ tracer: any Tracer) {
        self.tracer = CallTracer(tracer: tracer, instrument: tracer)
    }

    private init(_ tracer: CallTracer) {
        self.tracer = tracer
    }

    /// Traces with what the process was bootstrapped with; nil when there is none, so that calls without
    /// tracing cost nothing more.
    public static var bootstrapped: ClientTracing? {
        CallTracer.bootstrapped.map { ClientTracing($0) }
    }

    /// Part of ``ClientInterceptor``.
    public func intercept<Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions,
        next: (CallOptions) async throws(Status) -> Response
    ) async throws(Status) -> Response {
        let span = CallSpan(method, .client, of: tracer)
        do throws(Status) {
            let response = try await next(span.injected(into: options))
            span.end()
            return response
        } catch {
            span.end(error)
            throw error
        }
    }

    /// Part of ``ClientInterceptor``. The span begins with the first read and ends with the stream.
    public func interceptStream<Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions,
        next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>
    ) -> ResponseStream<Response> {
        let stream = TracedStream(next: next, options: options) { [tracer, context = ServiceContext.current] in
            CallSpan(method, .client, of: tracer, in: context ?? .topLevel)
        }
        return ResponseStream { () async throws(Status) -> Response? in try await stream.read() }
    }
}
