import FoundationEssentials

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

    mutating func append(_ number: Double) {
        guard number.isFinite else { return append("null") }
        if number == number.rounded(), abs(number) < 1e15 { return append(Int64(number)) }
        var text = number.description
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends a UUID's canonical text (RFC 9562), quoted.
    mutating func append(_ uuid: uuid_t) {
        write(atMost: 38) { place in
            var position = 0
            func put(_ byte: UInt8) {
                place[position] = byte
                position += 1
            }
            put(UInt8(ascii: "\""))
            withUnsafeBytes(of: uuid) { bytes in
                for (index, byte) in bytes.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 { put(UInt8(ascii: "-")) }
                    put(hexDigit(byte >> 4))
                    put(hexDigit(byte & 15))
                }
            }
            put(UInt8(ascii: "\""))
            return position
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
