internal import NIOCore

/// Protobuf's wire format on a buffer.
extension ByteBuffer {
    /// The bytes at these positions of the readable bytes, without copying them.
    func slice(_ range: Range<Int>) -> ByteBuffer {
        getSlice(at: readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }

    /// The text at these positions of the readable bytes.
    func text(_ range: Range<Int>) throws(WireCursor.Malformation) -> String {
        let text = try? getUTF8ValidatedString(at: readerIndex + range.lowerBound, length: range.count)
        guard let text else { throw .invalidText }
        return text
    }

    /// Writes a field that is a varint.
    mutating func writeVarintField(_ field: UInt32, _ value: UInt64) {
        writeTag(field, .varint, with: value)
    }

    /// Writes the tag and the length of a field whose bytes follow.
    mutating func writeLengthPrefix(_ field: UInt32, byteCount: Int) {
        writeTag(field, .lengthDelimited, with: UInt64(byteCount))
    }

    private mutating func writeTag(_ field: UInt32, _ wireType: WireCursor.WireType, with value: UInt64) {
        let tag = UInt64(field << 3 | wireType.rawValue)
        // In one step: each has its price, whatever it writes.
        writeWithOutputRawSpan(minimumWritableBytes: WireSize.varint(tag) + WireSize.varint(value)) { bytes in
            bytes.appendVarint(tag)
            bytes.appendVarint(value)
        }
    }

    /// Writes a text field; an empty one is left out, as proto3 does.
    mutating func writeTextField(_ field: UInt32, _ text: String) {
        guard !text.isEmpty else { return }
        writeLengthPrefix(field, byteCount: text.utf8.count)
        writeString(text)
    }
}

extension OutputRawSpan {
    fileprivate mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}
