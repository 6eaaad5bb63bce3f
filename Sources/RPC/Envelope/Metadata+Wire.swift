internal import NIOCore

/// `repeated KeyValue metadata = 5`, with `message KeyValue { string key = 1; string value = 2; }`.
extension Metadata {
    private static let fieldNumber: UInt32 = 5

    var encodedSize: Int {
        entries.reduce(0) { $0 + WireSize.field(byteCount: $1.encodedSize) }
    }

    func encode(into buffer: inout ByteBuffer) {
        for entry in entries {
            buffer.writeLengthPrefix(Self.fieldNumber, byteCount: entry.encodedSize)
            buffer.writeTextField(1, entry.key)
            buffer.writeTextField(2, entry.value)
        }
    }

    /// Adds an encoded key-value pair. Entries beyond the limits are counted and not kept.
    mutating func append(decoding buffer: ByteBuffer) throws(WireCursor.Malformation) {
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
        if !exceedsLimits { append(value, for: key) }
    }
}

extension Metadata.Entry {
    fileprivate var encodedSize: Int {
        WireSize.optionalField(byteCount: key.utf8.count) + WireSize.optionalField(byteCount: value.utf8.count)
    }
}
