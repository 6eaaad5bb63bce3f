extension JSONPlace {
    /// Puts a UUID's canonical text (RFC 9562), quoted.
    ///
    /// - Parameter bytes: 16 of them.
    mutating func put(uuid bytes: UnsafeRawPointer) {
        put("\"")
        put(bytes: Self.digits(of: bytes, at: 0).bigEndian)
        put(dashed: Self.digits(of: bytes, at: 4))
        put(dashed: Self.digits(of: bytes, at: 8))
        put(bytes: Self.digits(of: bytes, at: 12).bigEndian)
        put("\"")
    }

    /// Puts eight digits, with dashes before the first and the fifth.
    private mutating func put(dashed digits: UInt64) {
        put("-")
        put(bytes: UInt32(truncatingIfNeeded: digits >> 32).bigEndian)
        put("-")
        put(bytes: UInt32(truncatingIfNeeded: digits).bigEndian)
    }

    private static func digits(of bytes: UnsafeRawPointer, at offset: Int) -> UInt64 {
        hexadecimal(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// The digits of a number in the bytes of another, found in all of them at once.
    private static func hexadecimal(_ number: UInt32) -> UInt64 {
        var digits = UInt64(number)
        digits = (digits << 16 | digits) & 0x0000_FFFF_0000_FFFF
        digits = (digits << 8 | digits) & 0x00FF_00FF_00FF_00FF
        digits = (digits << 4 | digits) & 0x0F0F_0F0F_0F0F_0F0F
        let ones = 0x0101_0101_0101_0101 as UInt64
        // 6 more than a digit of 10 or above is 16 or more.
        let letters = ((digits &+ ones &* 6) >> 4) & ones
        let lettersAfterDigits = UInt64(UInt8(ascii: "a") - 10 - UInt8(ascii: "0"))
        return digits &+ ones &* UInt64(UInt8(ascii: "0")) &+ letters &* lettersAfterDigits
    }
}
