import HTTPTypes
import Hummingbird
import Metrics
import NIOCore

/// Counts and times requests by route; everything is made once, at start.
struct RouteMetrics {
    func measured(
        _ method: HTTPRequest.Method, _ path: RouterPath, _ handler: @escaping RouteTable.Handler
    ) -> RouteTable.Handler {
        let labels = [("method", method.rawValue), ("route", path.description)]
        let timer = Timer(label: "lyceum_http_request_seconds", dimensions: labels)
        let classes = (1...5).map {
            Counter(label: "lyceum_http_requests_total", dimensions: labels + [("status", "\($0)xx")])
        }
        return { request, context in
            defer { timer.recordNanoseconds((NIODeadline.now() - context.started).nanoseconds) }
            do {
                let response = try await handler(request, context)
                classes[response.status.code / 100 - 1].increment()
                return response
            } catch {
                let code = (error as? any HTTPResponseError)?.status.code ?? (error as? Problem)?.status.code ?? 500
                classes[code / 100 - 1].increment()
                throw error
            }
        }
    }
}
