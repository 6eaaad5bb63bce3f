/// Puts ASCII at a place that is known to be large enough.
struct DigitWriter {
    private let place: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init(_ place: UnsafeMutablePointer<UInt8>) {
        self.place = place
    }

    mutating func put(_ character: Unicode.Scalar) {
        put(UInt8(truncatingIfNeeded: character.value))
    }

    /// Puts one digit.
    mutating func put(digit: Int64) {
        put(UInt8(ascii: "0") | UInt8(truncatingIfNeeded: digit))
    }

    /// Puts two digits.
    mutating func put(pair number: Int64) {
        let number = UInt16(truncatingIfNeeded: number)
        let tens = number / 10
        let zeros = UInt16(UInt8(ascii: "0")) &* 0x0101
        put((zeros | (number &- tens &* 10) << 8 | tens).littleEndian)
    }

    /// Puts eight digits.
    mutating func put(hexadecimal number: UInt32) {
        put(Self.hexadecimal(number).bigEndian)
    }

    /// Puts four digits.
    mutating func put(hexadecimal number: UInt16) {
        put(UInt32(truncatingIfNeeded: Self.hexadecimal(UInt32(number))).bigEndian)
    }

    private mutating func put<Bytes: FixedWidthInteger & BitwiseCopyable>(_ bytes: Bytes) {
        UnsafeMutableRawPointer(place + count).storeBytes(of: bytes, as: Bytes.self)
        count &+= MemoryLayout<Bytes>.size
    }

    /// The digits of a number in the bytes of another, found in all of them at once.
    private static func hexadecimal(_ number: UInt32) -> UInt64 {
        var digits = UInt64(number)
        digits = (digits << 16 | digits) & 0x0000_FFFF_0000_FFFF
        digits = (digits << 8 | digits) & 0x00FF_00FF_00FF_00FF
        digits = (digits << 4 | digits) & 0x0F0F_0F0F_0F0F_0F0F
        let ones = 0x0101_0101_0101_0101 as UInt64
        // 6 more than a digit of 10 or above is 16 or more.
        let letters = ((digits + ones * 6) >> 4) & ones
        let lettersAfterDigits = UInt64(UInt8(ascii: "a") - 10 - UInt8(ascii: "0"))
        return digits + ones * UInt64(UInt8(ascii: "0")) + letters * lettersAfterDigits
    }
}
