internal import NIOCore

/// The payload of a response frame, `ttrpc.Response`.
///
///     message Response { google.rpc.Status status = 1; bytes payload = 2; }
///
/// Without a status the call succeeded, so an empty reply is an empty frame.
enum ResponseEnvelope {
    /// Decodes a frame's payload into the reply's bytes, a slice of it, or the status that the call failed with.
    /// - Parameter trailers: is given what the response says beside its outcome.
    static func decode(
        _ buffer: ByteBuffer, trailers: inout ResponseTrailers
    ) throws(WireCursor.Malformation) -> Result<ByteBuffer, Status> {
        let bytes = buffer.readableBytesUInt8Span
        var cursor = WireCursor()
        var payload = ByteBuffer()
        var status = StatusFields()
        while let tag = try cursor.tag(bytes) {
            switch tag.field {
            case 1: try status.merge(decoding: buffer.slice(try cursor.lengthDelimited(tag, bytes)))
            case 2: payload = buffer.slice(try cursor.lengthDelimited(tag, bytes))
            case ResponseTrailers.loadField:
                trailers.load = UInt32(clamping: try cursor.varint(tag, bytes))
            case ResponseTrailers.pushbackField:
                status.retryPushback = RetryPushback(encoded: try cursor.varint(tag, bytes))
            case ResponseTrailers.metadataField:
                let entry = try Metadata.Entry(decoding: buffer.slice(cursor.lengthDelimited(tag, bytes)))
                trailers.metadata.keep(entry)
            default: try cursor.skip(tag, bytes)
            }
        }
        guard let failure = status.failure else { return .success(payload) }
        return .failure(failure)
    }

    /// The size of a successful response's frame payload.
    static func byteCount(messageSize: Int) -> Int {
        WireSize.optionalField(byteCount: messageSize)
    }

    /// Writes a successful response's frame payload.
    static func write(to buffer: inout ByteBuffer, messageSize: Int, writeMessage: (inout ByteBuffer) -> Void) {
        guard messageSize > 0 else { return }
        buffer.writeLengthPrefix(2, byteCount: messageSize)
        writeMessage(&buffer)
    }

    /// The frame payload of a call that failed.
    /// - Parameter isExtended: whether the client knows the extensions.
    static func encode(_ status: Status, isExtended: Bool) -> ByteBuffer {
        let fields = status.encoded()
        var buffer = ByteBuffer()
        buffer.writeLengthPrefix(1, byteCount: fields.readableBytes)
        buffer.writeImmutableBuffer(fields)
        if isExtended, let pushback = status.retryPushback { buffer.writeRetryPushback(pushback) }
        return buffer
    }
}
