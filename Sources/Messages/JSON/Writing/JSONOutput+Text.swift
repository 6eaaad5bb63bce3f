extension JSONOutput {
    mutating func append(quoted text: String) {
        var text = text
        text.withUTF8 { append(quoted: UnsafeRawBufferPointer($0)) }
    }

    /// Appends a string literal. Bytes that are not UTF-8 become U+FFFD, one for each maximal part of a sequence, as
    /// the Unicode Standard recommends (3.9, U+FFFD Substitution of Maximal Subparts).
    mutating func append(quoted text: UnsafeRawBufferPointer) {
        append(UInt8(ascii: "\""))
        var clean = 0
        var index = 0
        while index < text.count {
            while index + 8 <= text.count, Self.arePlain(text.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
                index += 8
            }
            guard index < text.count else { break }
            let byte = text[index]
            if byte < 0x80 {
                if Self.isPlain(byte) {
                    index += 1
                    continue
                }
                append(UnsafeRawBufferPointer(rebasing: text[clean..<index]))
                append(escaped: byte)
                index += 1
                clean = index
                continue
            }
            let sequence = UTF8Sequence(at: index, in: text)
            if !sequence.isValid {
                append(UnsafeRawBufferPointer(rebasing: text[clean..<index]))
                append("\u{FFFD}")
                clean = index + sequence.length
            }
            index += sequence.length
        }
        append(UnsafeRawBufferPointer(rebasing: text[clean...]))
        append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Whether each of eight bytes is ASCII that needs no escape, found in all of them at once (Anderson, Bit Twiddling
    /// Hacks, "Determine if a word has a zero byte" and "… a byte less than n").
    private static func arePlain(_ bytes: UInt64) -> Bool {
        let ones = 0x0101_0101_0101_0101 as UInt64
        func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
        let controls = (bytes &- ones &* 0x20) & ~bytes
        let quotes = zeros(bytes ^ ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = zeros(bytes ^ ones &* UInt64(UInt8(ascii: "\\")))
        return (bytes | controls | quotes | backslashes) & (ones &* 0x80) == 0
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
            append(hexDigit(byte >> 4))
            append(hexDigit(byte & 15))
        }
    }
}

func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
