/// A place in a JSON text (RFC 8259), and the smallest steps from there.
struct JSONCursor {
    private let bytes: UnsafeRawBufferPointer
    private(set) var index = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The byte at this place; nil at the end.
    var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    var isAtEnd: Bool { index == bytes.count }

    mutating func advance() {
        index += 1
    }

    /// Takes a byte if it is there.
    mutating func take(_ expected: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: expected) else { return false }
        index += 1
        return true
    }

    /// Takes a byte that must be there.
    mutating func expect(_ expected: Unicode.Scalar) throws(JSONFault) {
        guard take(expected) else { throw malformed("'\(expected)' is missing") }
    }

    /// Takes `true`, `false` or `null`, if it is there.
    mutating func take(literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[index + offset] != literal.utf8Start[offset] { return false }
        index += length
        return true
    }

    mutating func skipWhitespace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    /// The bytes from a place to this one.
    func slice(from start: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    }

    /// One sequence of UTF-8 that begins at this place, which is taken; nil when it is none.
    mutating func takeSequence() -> UnsafeRawBufferPointer? {
        let sequence = UTF8Sequence(at: index, in: bytes)
        guard sequence.isValid else { return nil }
        let start = index
        index += sequence.length
        return slice(from: start)
    }

    /// The text is not JSON, and where it ceases to be.
    func malformed(_ reason: String) -> JSONFault {
        JSONFault("is not valid JSON: \(reason) at byte \(index)")
    }
}
