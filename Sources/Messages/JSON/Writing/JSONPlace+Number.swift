extension JSONPlace {
    /// Puts an integer.
    mutating func put(decimal number: Int64) {
        if number < 0 { put("-") }
        var rest = number.magnitude
        let length = Self.decimalDigits(rest)
        for position in stride(from: length - 1, through: 0, by: -1) {
            copy(UInt8(ascii: "0") | UInt8(truncatingIfNeeded: rest % 10), at: position)
            rest /= 10
        }
        advance(by: length)
    }

    private static func decimalDigits(_ number: UInt64) -> Int {
        var count = 1
        var rest = number
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }

    /// Puts one digit.
    mutating func put(digit: Int64) {
        put(bytes: UInt8(ascii: "0") | UInt8(truncatingIfNeeded: digit))
    }

    /// Puts two digits.
    mutating func put(pair number: Int64) {
        let number = UInt16(truncatingIfNeeded: number)
        let tens = number / 10
        let zeros = UInt16(UInt8(ascii: "0")) &* 0x0101
        put(bytes: (zeros | (number &- tens &* 10) << 8 | tens).littleEndian)
    }
}
