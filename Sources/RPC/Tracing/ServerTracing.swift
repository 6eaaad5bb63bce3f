public import Messages
public import NIOCore
public import Tracing

/// Gives each call a server span that continues the caller's trace, and is the current one while the handler runs: the
/// calls that it makes belong to the same trace.
public struct ServerTracing: ServerInterceptor {
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
    public static var bootstrapped: ServerTracing? {
        CallTracer.bootstrapped.map { ServerTracing($0) }
    }

    /// Part of ``ServerInterceptor``.
    public func intercept(
        payload: ByteBuffer, context: CallContext, next: ServerHandler
    ) async throws -> any Message {
        try await traced(context) { try await next(payload, context) }
    }

    /// Part of ``ServerInterceptor``.
    public func interceptStream(
        payload: ByteBuffer, context: CallContext, responses: any ResponseSink, next: ServerStreamHandler
    ) async throws {
        try await traced(context) { try await next(payload, context, responses) }
    }

    private func traced<Answer>(_ call: CallContext, _ handler: () async throws -> Answer) async throws -> Answer {
        var parent = ServiceContext.topLevel
        tracer.instrument.extract(call.metadata, into: &parent, using: MetadataCarrier())
        let span = CallSpan(call.method, .server, of: tracer, in: parent, peer: call.peer)
        do {
            let answer = try await ServiceContext.withValue(span.context) { try await handler() }
            span.end()
            return answer
        } catch {
            span.end(Status(handlerError: error))
            throw error
        }
    }
}
