import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression

/// The content coding gzip (RFC 1952).
///
/// SwiftNIO offers zlib as a channel handler only. It runs in a channel of its own here, which has no socket, so that
/// compressing happens where the request is handled and no event loop waits for it.
enum Gzip {
    /// - Throws: what the handler fails with, though it has no reason to.
    static func compress(_ bytes: ByteBuffer) throws -> ByteBuffer {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(
            HTTPResponseCompressor(initialByteBufferCapacity: bytes.readableBytes))
        // The handler compresses for a client that has asked for it.
        try channel.writeInbound(
            HTTPServerRequestPart.head(
                HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: ["accept-encoding": "gzip"])))
        channel.write(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)), promise: nil)
        channel.write(HTTPServerResponsePart.body(.byteBuffer(bytes)), promise: nil)
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        var compressed = ByteBuffer()
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            if case .body(.byteBuffer(var bytes)) = part { compressed.writeBuffer(&bytes) }
        }
        _ = try channel.finish()
        return compressed
    }
}
