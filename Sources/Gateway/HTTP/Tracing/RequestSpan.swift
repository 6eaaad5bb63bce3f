import HTTPTypes
import Hummingbird
import Tracing

/// The span of one request.
struct RequestSpan {
    private let span: any Span

    /// - Parameter route: the path of the route; nil where no route answers the request.
    init(_ request: Request, route: String?, tracer: any Tracer, in parent: ServiceContext) {
        let method = request.method.rawValue
        let verb = request.method == .other ? "HTTP" : method
        span = tracer.startAnySpan(route.map { "\(verb) \($0)" } ?? verb, context: parent, ofKind: .server)
        guard span.isRecording else { return }
        span.updateAttributes { attributes in
            attributes["http.request.method"] = method
            attributes["url.scheme"] = "http"
            attributes["url.path"] = request.uri.path
            attributes["http.route"] = route
            attributes["user_agent.original"] = request.headers[.userAgent]
        }
    }

    /// What the request's own calls continue.
    var context: ServiceContext { span.context }

    /// The request has its answer. What the client did wrong is no error of the server.
    func end(_ status: HTTPResponse.Status) {
        if span.isRecording {
            span.attributes["http.response.status_code"] = status.code
            if status.kind == .serverError {
                span.attributes["error.type"] = "\(status.code)"
                span.setStatus(SpanStatus(code: .error))
            }
        }
        span.end()
    }

    /// The request has no answer.
    func end(_ error: any Error) {
        if span.isRecording {
            span.attributes["error.type"] = String(reflecting: type(of: error))
            span.setStatus(SpanStatus(code: .error))
            span.recordError(error)
        }
        span.end()
    }
}
