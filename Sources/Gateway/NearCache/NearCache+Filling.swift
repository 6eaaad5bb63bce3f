import HTTPTypes
import Hummingbird

extension NearCache {
    /// A request whose answer may be kept, should its route say so.
    struct Candidate {
        let fill: NearCacheFill
        fileprivate let request: NearCacheRequest
    }

    /// - Returns: nil where the answer to a request can't be kept.
    func candidate(for request: Request) -> Candidate? {
        guard request.method == .get else { return nil }
        let fields = request.headers.lazy.map { (name: $0.name.canonicalName, value: $0.value) }
        return NearCacheRequest(target: request.head.path ?? "", fields: fields).map {
            Candidate(fill: beginFill(), request: $0)
        }
    }

    /// Keeps a public answer as it leaves, for ``NearCacheResponder`` to send again.
    func keep(_ response: inout Response, _ candidate: Candidate, route: String?, _ metrics: RouteMetrics) async {
        guard let cost = candidate.fill.cost, let route, let length = response.body.contentLength,
            length <= answerLimit
        else { return }
        let usage = RouteUsage(
            cost: cost, get: metrics.series(of: .get, route: route), head: metrics.series(of: .head, route: route))
        guard var answer = NearCacheAnswer(response.head, bodyLength: length, route: usage),
            let body = try? await BodyCollector.bytes(of: response.body)
        else { return }
        response.body = .init(byteBuffer: body)
        guard body.readableBytes == length else { return }
        answer.append(body)
        let prefersGzip = AcceptEncoding(candidate.request.acceptEncoding).prefersGzip
        store(answer, for: NearCacheKey(target: candidate.request.target, prefersGzip: prefersGzip), candidate.fill)
    }
}
