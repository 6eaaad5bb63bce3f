import HTTPTypes
import Hummingbird
import NIOCore

extension Gzip {
    /// Bytes; shorter bodies fit one packet as they are.
    static let threshold = 1024

    /// Makes JSON that is worth it gzip, for a client that takes it.
    ///
    /// The entity tag becomes that of the encoded bytes, so that it stays a strong one and `If-Match` takes it.
    static func apply(to response: inout Response, for request: Request) async throws {
        guard isNegotiated(response) else { return }
        response.headers.addVary("Accept-Encoding")
        guard let length = response.body.contentLength, length >= threshold,
            AcceptEncoding(request.headers[.acceptEncoding]).prefersGzip
        else { return }
        response.body = .init(byteBuffer: try compress(try await BodyCollector.bytes(of: response.body)))
        response.headers[.contentEncoding] = "gzip"
        if case .tags(let tags)? = response.headers[.eTag].flatMap(EntityTagCondition.init) {
            response.headers[.eTag] = tags.first?.gzipped.description
        }
    }

    /// Whether another `Accept-Encoding` could change the answer. What 304 spares is JSON.
    private static func isNegotiated(_ response: Response) -> Bool {
        guard response.status != .notModified else { return true }
        guard !response.headers.contains(.contentEncoding) else { return false }
        return response.headers.single(.contentType)?.hasPrefix("application/json") == true
    }
}
