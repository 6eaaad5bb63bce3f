internal import NIOCore

/// All of a request frame's payload but the message, ready to be written around one.
struct RequestHead {
    let prefix: ByteBuffer
    let timeoutNanoseconds: Int64
    let metadata: Metadata
    /// Whether to say which extensions this client knows, beside the call's own metadata.
    var offersCapabilities = false

    /// The size of the whole frame's payload.
    func byteCount(messageSize: Int) -> Int {
        prefix.readableBytes + WireSize.optionalField(byteCount: messageSize)
            + (timeoutNanoseconds == 0 ? 0 : 1 + WireSize.varint(UInt64(bitPattern: timeoutNanoseconds)))
            + metadata.encodedSize(as: RequestEnvelope.metadataField)
            + (offersCapabilities ? Capabilities.encodedEntry.readableBytes : 0)
    }

    /// Writes the payload in the order of the fields' numbers.
    func write(
        to buffer: inout ByteBuffer, messageSize: Int, writeMessage: (inout ByteBuffer) -> Void
    ) {
        buffer.writeImmutableBuffer(prefix)
        if messageSize > 0 {
            buffer.writeLengthPrefix(3, byteCount: messageSize)
            writeMessage(&buffer)
        }
        if timeoutNanoseconds != 0 { buffer.writeVarintField(4, UInt64(bitPattern: timeoutNanoseconds)) }
        // In front, as older servers keep no more than their limit of what comes behind.
        if offersCapabilities { buffer.writeImmutableBuffer(Capabilities.encodedEntry) }
        metadata.encode(into: &buffer, as: RequestEnvelope.metadataField)
    }
}
