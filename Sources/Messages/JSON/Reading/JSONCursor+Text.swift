extension JSONCursor {
    /// Takes a string, and puts its characters with a terminating NUL into the arena.
    mutating func string(in arena: Arena) throws(JSONFault) -> UnsafeRawBufferPointer {
        try expect("\"")
        let begin = self
        // Unescaping never makes a text longer.
        try skipString()
        let text = arena.allocate(index - begin.index)
        var writer = TextWriter(text)
        var cursor = begin
        while let byte = cursor.byte, byte != UInt8(ascii: "\"") {
            cursor.advance()
            if byte == UInt8(ascii: "\\") {
                writer.put(try cursor.escaped())
            } else {
                writer.put(byte)
            }
        }
        return writer.finish()
    }

    /// Goes behind the closing quote; all but what escapes mean is checked.
    private mutating func skipString() throws(JSONFault) {
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return
            case UInt8(ascii: "\\"):
                advance()
                guard self.byte != nil else { throw malformed("a string does not end") }
                advance()
            case 0..<0x20:
                throw malformed("a control character is not escaped")
            case 0x80...:
                guard takeSequence() != nil else { throw malformed("a string is not UTF-8") }
            default:
                advance()
            }
        }
        throw malformed("a string does not end")
    }

    /// Takes what stands behind a backslash.
    private mutating func escaped() throws(JSONFault) -> Unicode.Scalar {
        guard let byte else { throw malformed("a string does not end") }
        advance()
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedScalar()
        default: throw malformed("a backslash stands before a character that it can't escape")
        }
    }

    /// Takes the hexadecimal digits behind `\u`, and those of the second half where there are two.
    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try hexadecimalUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw malformed("half a surrogate pair stands alone") }
        let second = try hexadecimalUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("half a surrogate pair stands alone") }
        return scalar
    }

    private mutating func hexadecimalUnit() throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = byte.flatMap(hexadecimalValue) else { throw malformed("\\u wants four digits") }
            unit = unit << 4 | UInt32(digit)
            advance()
        }
        return unit
    }
}

func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// Puts UTF-8 at a place that is known to be large enough.
private struct TextWriter {
    private let place: UnsafeMutableRawPointer
    private var count = 0

    init(_ place: UnsafeMutableRawPointer) {
        self.place = place
    }

    mutating func put(_ byte: UInt8) {
        place.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        for byte in scalar.utf8 { put(byte) }
    }

    func finish() -> UnsafeRawBufferPointer {
        place.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
        return UnsafeRawBufferPointer(start: place, count: count)
    }
}
