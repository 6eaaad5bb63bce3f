/// A position in bytes of protobuf's wire format (protobuf.dev, "Encoding").
///
/// It is tolerant of fields that it does not know and strict about everything else.
struct WireCursor {
    /// Why bytes are not protobuf.
    enum Malformation: Error {
        case truncated
        /// A varint of more than ten bytes, or a length beyond 4 GiB.
        case oversizedInteger
        /// Field number 0, a group, or a wire type that does not exist or that the field does not have.
        case invalidTag
        case invalidText
    }

    /// The wire types that proto3 uses.
    enum WireType: UInt32 {
        case varint = 0
        case fixed64 = 1
        case lengthDelimited = 2
        case fixed32 = 5
    }

    /// A field's number and how its value is written.
    struct Tag: Equatable {
        let field: UInt32
        let wireType: WireType
    }

    private(set) var offset: Int

    init(offset: Int = 0) {
        self.offset = offset
    }

    /// Reads the next tag; nil at the end.
    mutating func tag(_ bytes: borrowing Span<UInt8>) throws(Malformation) -> Tag? {
        guard offset < bytes.count else { return nil }
        let value = try varint(bytes)
        guard let value = UInt32(exactly: value), value >> 3 != 0, let wireType = WireType(rawValue: value & 7)
        else { throw .invalidTag }
        return Tag(field: value >> 3, wireType: wireType)
    }

    mutating func varint(_ bytes: borrowing Span<UInt8>) throws(Malformation) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
            guard shift < 70 else { throw .oversizedInteger }
        }
        throw .truncated
    }

    /// Reads a length and skips that many bytes, whose positions it returns.
    mutating func lengthDelimited(_ bytes: borrowing Span<UInt8>) throws(Malformation) -> Range<Int> {
        guard let length = UInt32(exactly: try varint(bytes)) else { throw .oversizedInteger }
        return try advance(by: Int(length), bytes)
    }

    /// Reads the length of a field that has to be length-delimited.
    mutating func lengthDelimited(_ tag: Tag, _ bytes: borrowing Span<UInt8>) throws(Malformation) -> Range<Int> {
        guard tag.wireType == .lengthDelimited else { throw .invalidTag }
        return try lengthDelimited(bytes)
    }

    /// Reads a field that has to be a varint.
    mutating func varint(_ tag: Tag, _ bytes: borrowing Span<UInt8>) throws(Malformation) -> UInt64 {
        guard tag.wireType == .varint else { throw .invalidTag }
        return try varint(bytes)
    }

    /// Skips the value of a field that is not known.
    mutating func skip(_ tag: Tag, _ bytes: borrowing Span<UInt8>) throws(Malformation) {
        switch tag.wireType {
        case .varint: _ = try varint(bytes)
        case .fixed64: _ = try advance(by: 8, bytes)
        case .lengthDelimited: _ = try lengthDelimited(bytes)
        case .fixed32: _ = try advance(by: 4, bytes)
        }
    }

    private mutating func advance(by count: Int, _ bytes: borrowing Span<UInt8>) throws(Malformation) -> Range<Int> {
        guard count <= bytes.count - offset else { throw .truncated }
        let start = offset
        offset += count
        return start..<offset
    }
}
