import HTTPTypes
import Hummingbird
import NIOCore

/// Bytes that stay as they are while the process runs.
struct StaticContent: Sendable {
    private let bytes: ByteBuffer
    private let tag: EntityTag
    private let headers: HTTPFields

    init(_ bytes: ByteBuffer, headers: HTTPFields) {
        var digest = VersionDigest()
        digest.add(bytes)
        tag = EntityTag(text: digest.text)
        self.bytes = bytes
        self.headers = headers
    }

    @Sendable func respond(_ request: Request, _ context: GatewayContext) throws -> Response {
        _ = try QueryReader(request, allowed: [])
        if let notModified = request.notModified(tag) { return notModified }
        var headers = headers
        headers[.eTag] = tag.description
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
    }
}
