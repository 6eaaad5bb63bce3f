import HTTPTypes
import NIOCore

/// What a request is sent from the cache.
struct NearCacheHit: Sendable {
    let bytes: ByteBuffer
    /// Bytes of the head, the blank line included.
    let headLength: Int
    let status: HTTPResponse.Status
    let route: RouteUsage

    /// The bytes with more fields in the head.
    func adding(_ fields: HTTPFields) -> ByteBuffer {
        var bytes = bytes
        guard let head = bytes.readSlice(length: headLength - 2) else { return bytes }
        var changed = ByteBuffer()
        changed.reserveCapacity(headLength + bytes.readableBytes + 128)
        changed.writeImmutableBuffer(head)
        for field in fields { changed.writeString("\(field.name.rawName): \(field.value)\r\n") }
        changed.writeBuffer(&bytes)
        return changed
    }
}
