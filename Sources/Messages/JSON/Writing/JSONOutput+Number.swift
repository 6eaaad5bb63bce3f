extension JSONOutput {
    mutating func append(_ number: Int64) {
        write(atMost: 20) { place in
            let sign = number < 0 ? 1 : 0
            let length = sign + Self.decimalDigits(number.magnitude)
            var rest = number.magnitude
            for position in stride(from: length - 1, through: sign, by: -1) {
                place[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            if sign == 1 { place[0] = UInt8(ascii: "-") }
            return length
        }
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
}
