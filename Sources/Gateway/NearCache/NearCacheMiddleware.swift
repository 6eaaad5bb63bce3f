import Hummingbird

/// Keeps public answers as they leave, for ``NearCacheResponder`` to send again.
struct NearCacheMiddleware: RouterMiddleware {
    let cache: NearCache
    let metrics: RouteMetrics

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get, let candidate = NearCacheRequest(request) else {
            return try await next(request, context)
        }
        let fill = cache.beginFill()
        var context = context
        context.fill = fill
        var response = try await next(request, context)
        guard let cost = fill.cost, let route = context.endpointPath,
            let length = response.body.contentLength, length <= cache.answerLimit
        else { return response }
        let usage = RouteUsage(
            cost: cost, get: metrics.series(of: .get, route: route), head: metrics.series(of: .head, route: route))
        guard var answer = NearCacheAnswer(response.head, bodyLength: length, route: usage) else { return response }
        let collector = BodyCollector(capacity: length)
        try await response.body.write(collector)
        let body = collector.bytes
        response.body = .init(byteBuffer: body)
        guard body.readableBytes == length else { return response }
        answer.append(body)
        let prefersGzip = AcceptEncoding(candidate.acceptEncoding).prefersGzip
        cache.store(answer, for: NearCacheKey(target: candidate.target, prefersGzip: prefersGzip), fill)
        return response
    }
}

extension NearCacheRequest {
    fileprivate init?(_ request: Request) {
        self.init(
            target: request.head.path ?? "",
            fields: request.headers.lazy.map { (name: $0.name.canonicalName, value: $0.value) })
    }
}
