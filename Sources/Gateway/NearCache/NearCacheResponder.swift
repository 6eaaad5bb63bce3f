import NIOCore
import NIOHTTP1

/// Answers the requests of one connection from the near cache.
struct NearCacheResponder {
    private let cache: NearCache
    /// Nil where clients may ask for as much as they like. A hit costs its client as much as the answer did.
    private let rateLimiter: RateLimiter?
    /// What the last request took: a client says the same each time, and is understood once.
    private var acceptEncoding: String?
    private var prefersGzip = false

    init(cache: NearCache, rateLimiter: RateLimiter?) {
        self.cache = cache
        self.rateLimiter = rateLimiter
    }

    /// The answer to a request, ready to be sent.
    ///
    /// - Parameters:
    ///   - address: The client's.
    ///   - now: When the request was taken up.
    /// - Returns: nil where the request is to be answered by its route, which may be to refuse a client that has spent
    ///   its quota.
    mutating func answer(_ head: HTTPRequestHead, from address: @autoclosure () -> SocketAddress?, at now: NIODeadline)
        -> ByteBuffer?
    {
        guard head.method == .GET || head.method == .HEAD, head.version == .http1_1,
            let request = NearCacheRequest(target: head.uri, fields: head.headers), request.hostCount == 1
        else { return nil }
        if request.acceptEncoding != acceptEncoding {
            acceptEncoding = request.acceptEncoding
            prefersGzip = AcceptEncoding(acceptEncoding).prefersGzip
        }
        let key = NearCacheKey(target: request.target, prefersGzip: prefersGzip)
        guard let hit = cache.hit(for: request, key: key, withBody: head.method == .GET, at: now) else {
            return nil
        }
        var bytes = hit.bytes
        if let rateLimiter {
            guard
                let fields = rateLimiter.charge(
                    hit.route.cost, forwardedFor: head.headers["x-forwarded-for"].last, address: address())
            else { return nil }
            bytes = hit.adding(fields)
        }
        (head.method == .GET ? hit.route.get : hit.route.head).answered(hit.status, after: .now() - now)
        return bytes
    }
}
