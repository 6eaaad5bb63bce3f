import NIOCore

/// Turns received bytes into replies; keeps what is incomplete for the next time.
struct RESPDecoder: ~Copyable {
    private var reader: HiredisReader
    private let byteLimit: Int

    /// The reader moves what it has not consumed once per kilobyte consumed, so it is fed little at a time.
    private static let feedSize = 16_384

    /// A decoder at the start of a connection.
    init(limits: ReplyLimits) {
        reader = HiredisReader(limits: limits)
        byteLimit = limits.bytes
    }

    /// Decodes the buffer's readable bytes.
    ///
    /// - Parameter replies: Gets the replies that became complete, also those in front of an error.
    /// - Throws: ``RESPError``; the stream is of no use afterwards, so its connection is to be closed.
    mutating func decode(_ bytes: ByteBuffer, into replies: inout [RedisReply]) throws(RESPError) {
        var rest = bytes
        while let piece = rest.readSlice(length: min(rest.readableBytes, Self.feedSize)), piece.readableBytes > 0 {
            try feed(piece)
            while let reply = try reader.next() { replies.append(reply) }
            guard reader.heldBytes <= byteLimit else { throw .tooLarge }
        }
    }

    private mutating func feed(_ piece: ByteBuffer) throws(RESPError) {
        let result: Result<Void, RESPError> = piece.withUnsafeReadableBytes { bytes in
            do throws(RESPError) {
                return .success(try reader.feed(bytes))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}
