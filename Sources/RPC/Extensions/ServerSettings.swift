internal import NIOCore

/// What a server tells of itself, as a protobuf message so that it can grow:
///
///     message Settings { uint32 version = 1; uint32 maximum_calls = 2; }
struct ServerSettings: Equatable {
    /// The version that both sides speak from now on.
    var version: UInt32 = 1
    /// The most calls that the server runs for one connection at a time; 0 when it does not say.
    var maximumCalls: UInt32 = 0
}

extension ServerSettings {
    init(decoding buffer: ByteBuffer) throws(WireCursor.Malformation) {
        let bytes = buffer.readableBytesUInt8Span
        var cursor = WireCursor()
        while let tag = try cursor.tag(bytes) {
            switch tag.field {
            case 1: version = UInt32(truncatingIfNeeded: try cursor.varint(tag, bytes))
            case 2: maximumCalls = UInt32(truncatingIfNeeded: try cursor.varint(tag, bytes))
            default: try cursor.skip(tag, bytes)
            }
        }
    }

    func encoded() -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeVarintField(1, UInt64(version))
        buffer.writeVarintField(2, UInt64(maximumCalls))
        return buffer
    }
}
