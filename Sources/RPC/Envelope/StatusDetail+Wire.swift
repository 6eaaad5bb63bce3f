internal import NIOCore

/// `message Any { string type_url = 1; bytes value = 2; }`
extension StatusDetail {
    init(decoding buffer: ByteBuffer) throws(WireCursor.Malformation) {
        let bytes = buffer.readableBytesUInt8Span
        var cursor = WireCursor()
        var typeURL = ""
        var value = ByteBuffer()
        while let tag = try cursor.tag(bytes) {
            switch tag.field {
            case 1: typeURL = try buffer.text(cursor.lengthDelimited(tag, bytes))
            case 2: value = buffer.slice(try cursor.lengthDelimited(tag, bytes))
            default: try cursor.skip(tag, bytes)
            }
        }
        self.init(typeURL: typeURL, value: value)
    }

    func encoded() -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeTextField(1, typeURL)
        if value.readableBytes > 0 {
            buffer.writeLengthPrefix(2, byteCount: value.readableBytes)
            buffer.writeImmutableBuffer(value)
        }
        return buffer
    }
}
