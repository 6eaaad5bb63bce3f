extension JSONOutput {
    mutating func append(quoted text: String) {
        var text = text
        text.withUTF8 { append(quoted: UnsafeRawBufferPointer($0)) }
    }

    /// Appends a string literal. Bytes that are not UTF-8 become U+FFFD, one for each maximal part of a sequence, as
    /// the Unicode Standard recommends (3.9, U+FFFD Substitution of Maximal Subparts).
    mutating func append(quoted text: UnsafeRawBufferPointer) {
        var index = 0
        write(atMost: text.count + 2) { place in
            place.put("\"")
            index = place.put(plainOf: text, from: 0)
            if index == text.count { place.put("\"") }
        }
        if index < text.count { append(restOf: text, from: index) }
    }

    /// Appends a string literal from the first byte on that can't be taken as it is.
    private mutating func append(restOf text: UnsafeRawBufferPointer, from start: Int) {
        var index = start
        while index < text.count {
            if text[index] < 0x80 {
                append(escaped: text[index])
                index += 1
            } else {
                index += append(sequencesOf: text, from: index)
            }
            write(atMost: text.count - index) { index += $0.put(plainOf: text, from: index) }
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends the multi-byte sequences from an index on, with U+FFFD for the first that is invalid, and returns how
    /// long they are in the text.
    private mutating func append(sequencesOf text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var end = start
        while end < text.count, text[end] >= 0x80 {
            let sequence = UTF8Sequence(at: end, in: text)
            guard sequence.isValid else {
                append(UnsafeRawBufferPointer(rebasing: text[start..<end]))
                append("\u{FFFD}")
                return end + sequence.length - start
            }
            end += sequence.length
        }
        append(UnsafeRawBufferPointer(rebasing: text[start..<end]))
        return end - start
    }

    private mutating func append(escaped byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            append("u00")
            append(Self.hexDigit(byte >> 4))
            append(Self.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
