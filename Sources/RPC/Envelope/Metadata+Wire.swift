internal import NIOCore

/// A `repeated KeyValue`, with `message KeyValue { string key = 1; string value = 2; }`.
extension Metadata {
    /// The size as the field with this number.
    func encodedSize(as field: UInt32) -> Int {
        entries.reduce(0) { sum, entry in
            let size = entry.encodedSize
            return sum + WireSize.varint(UInt64(field << 3)) + WireSize.varint(UInt64(size)) + size
        }
    }

    func encode(into buffer: inout ByteBuffer, as field: UInt32) {
        for entry in entries {
            buffer.writeLengthPrefix(field, byteCount: entry.encodedSize)
            buffer.writeTextField(1, entry.key)
            buffer.writeTextField(2, entry.value)
        }
    }
}

extension Metadata.Entry {
    /// Decodes a key-value pair.
    init(decoding buffer: ByteBuffer) throws(WireCursor.Malformation) {
        let bytes = buffer.readableBytesUInt8Span
        var cursor = WireCursor()
        var key = ""
        var value = ""
        while let tag = try cursor.tag(bytes) {
            switch tag.field {
            case 1: key = try buffer.text(cursor.lengthDelimited(tag, bytes))
            case 2: value = try buffer.text(cursor.lengthDelimited(tag, bytes))
            default: try cursor.skip(tag, bytes)
            }
        }
        self.init(key: Metadata.folded(key), value: value)
    }

    fileprivate var encodedSize: Int {
        WireSize.optionalField(byteCount: key.utf8.count) + WireSize.optionalField(byteCount: value.utf8.count)
    }
}
