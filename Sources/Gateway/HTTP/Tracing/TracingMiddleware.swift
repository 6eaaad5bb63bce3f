import HTTPTypes
import Hummingbird
import Tracing

/// Gives each request a span that continues its client's trace (W3C Trace Context), with the attributes that
/// OpenTelemetry's semantic conventions for HTTP servers name. The answer names the span in `traceparent`.
///
/// The framework's own middleware would record queries, which may hold what belongs in no trace.
struct TracingMiddleware: RouterMiddleware {
    private let tracer: any Tracer
    private let untracedRoutes: Set<String>

    /// - Parameter untracedRoutes: the paths of routes without spans.
    init(_ tracer: any Tracer, except untracedRoutes: Set<String>) {
        self.tracer = tracer
        self.untracedRoutes = untracedRoutes
    }

    /// What the process was bootstrapped with; nil when that is nothing, so that requests cost nothing more.
    static var bootstrappedTracer: (any Tracer)? {
        let tracer = InstrumentationSystem.tracer
        return tracer is NoOpTracer ? nil : tracer
    }

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        if let route = context.endpointPath, untracedRoutes.contains(route) { return try await next(request, context) }
        var parent = ServiceContext.topLevel
        tracer.extract(request.headers, into: &parent, using: HTTPFieldCarrier())
        let span = RequestSpan(request, route: context.endpointPath, tracer: tracer, in: parent)
        do {
            var response = try await ServiceContext.withValue(span.context) { try await next(request, context) }
            span.end(response.status)
            var fields = HTTPFields()
            tracer.inject(span.context, into: &fields, using: HTTPFieldCarrier())
            if let name = HTTPField.Name.traceparent { response.headers[name] = fields[name] }
            return response
        } catch {
            span.end(error)
            throw error
        }
    }
}
