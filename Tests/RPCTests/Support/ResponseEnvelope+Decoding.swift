import NIOCore

@testable import RPC

extension ResponseEnvelope {
    /// Decodes a response of which only the outcome matters.
    static func decode(_ buffer: ByteBuffer) throws -> Result<ByteBuffer, Status> {
        var trailers = ResponseTrailers()
        return try decode(buffer, trailers: &trailers)
    }
}
