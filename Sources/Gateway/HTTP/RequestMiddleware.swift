import HTTPTypes
import Hummingbird
import NIOCore

/// What is done for every request, around its route.
///
/// One middleware for all of it: each further one costs every request a kilobyte of memory and two task switches.
struct RequestMiddleware: RouterMiddleware {
    var deadline: RequestDeadline
    /// Nil where no tokens are accepted.
    var authentication: Authentication?
    /// Nil where tokens that are refused cost nothing.
    var rateLimiter: RateLimiter?
    var crossOrigin = CrossOriginPolicy.nobody
    /// Whether answers are compressed for clients that take it.
    var compresses = false
    /// Nil where each answer is made anew.
    var nearCache: NearCache?
    var metrics = RouteMetrics()
    let slowRequests: SlowRequestLog

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        // The framework has a name for no route, too, which it tells later.
        let route = context.endpointPath
        let account = RequestAccount(request.headers)
        let candidate = nearCache?.candidate(for: request)
        var response: Response
        if let preflight = crossOrigin.preflight(request) {
            response = preflight
        } else {
            response = await answer(request, context, candidate?.fill, account, next)
            crossOrigin.permit(&response, to: request)
        }
        if let candidate { await nearCache?.keep(&response, candidate, route: route, metrics) }
        let duration = NIODeadline.now() - context.started
        let timing = account.header(total: duration)
        if let name = HTTPField.Name.serverTiming { response.headers[name] = timing }
        let status = Task.isCancelled ? .clientClosedRequest : response.status
        slowRequests.answered(request, status, after: duration, timing: timing)
        metrics.series(of: request.method, route: route ?? "none").answered(status, after: duration)
        return response
    }

    /// What the route answers, or the problem that kept it from doing so.
    private func answer(
        _ request: Request, _ context: GatewayContext, _ fill: NearCacheFill?, _ account: RequestAccount,
        _ next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async -> Response {
        var response: Response
        do {
            var context = context
            context.fill = fill
            context.deadline = try deadline.of(request, from: context.started)
            context.writeDeadline = deadline.ofWrite(context.deadline, from: context.started)
            context.caller = try await authentication.caller(of: request, context, charging: rateLimiter)
            let routed = context
            response = try await RequestAccount.$current.withValue(account) { try await next(request, routed) }
            if compresses { try await Gzip.apply(to: &response, for: request) }
        } catch {
            response = Problem(thrown: error, logger: context.logger).response(instance: request.uri.path)
        }
        if request.method == .head { response.dropBody() }
        return response
    }
}

extension HTTPResponse.Status {
    /// What a request counts as whose client did not wait for the answer; as with nginx, it is never sent.
    fileprivate static let clientClosedRequest = HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request")
}
