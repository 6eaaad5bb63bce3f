import HTTPTypes
import Hummingbird
import NIOCore

/// Sends JSON that is worth it as gzip to clients that take it.
///
/// The entity tag becomes that of the encoded bytes, so that it stays a strong one and `If-Match` takes it.
struct CompressionMiddleware: RouterMiddleware {
    /// Bytes; shorter bodies fit one packet as they are.
    static let threshold = 1024

    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard Self.isNegotiated(response) else { return response }
        response.headers.addVary("Accept-Encoding")
        guard let length = response.body.contentLength, length >= Self.threshold,
            AcceptEncoding(request.headers[.acceptEncoding]).prefersGzip
        else { return response }
        let compressed = try Gzip.compress(try await Self.bytes(of: response.body, length))
        response.body = .init(byteBuffer: compressed)
        response.headers[.contentEncoding] = "gzip"
        if case .tags(let tags)? = response.headers[.eTag].flatMap(EntityTagCondition.init) {
            response.headers[.eTag] = tags.first?.gzipped.description
        }
        return response
    }

    /// Whether another `Accept-Encoding` could change the answer. What 304 spares is JSON.
    private static func isNegotiated(_ response: Response) -> Bool {
        guard response.status != .notModified else { return true }
        guard response.headers[.contentEncoding] == nil else { return false }
        return response.headers[.contentType]?.hasPrefix("application/json") == true
    }

    private static func bytes(of body: consuming ResponseBody, _ length: Int) async throws -> ByteBuffer {
        let collector = BodyCollector(capacity: length)
        try await body.write(collector)
        return collector.bytes
    }
}
