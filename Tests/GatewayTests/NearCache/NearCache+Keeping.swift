import HTTPTypes
import NIOCore

@testable import Gateway

extension NearCache {
    /// Keeps an answer whose tag is the first letter of its body.
    func keep(_ body: String, at target: String, cost: Int = 1, now: NIODeadline = .now()) {
        let fields: HTTPFields = [
            .cacheControl: "public, max-age=5", .contentLength: "\(body.utf8.count)", .eTag: "\"\(body.prefix(1))\"",
        ]
        let usage = RouteUsage(
            cost: cost, get: RouteSeries(method: "GET", route: target), head: RouteSeries(method: "HEAD", route: target)
        )
        let head = HTTPResponse(status: .ok, headerFields: fields)
        guard var answer = NearCacheAnswer(head, bodyLength: body.utf8.count, route: usage) else { return }
        answer.append(ByteBuffer(string: body))
        store(answer, for: NearCacheKey(target: target, prefersGzip: false), beginFill(at: now), at: now)
    }
}
