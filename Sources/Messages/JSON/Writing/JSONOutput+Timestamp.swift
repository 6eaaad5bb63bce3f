extension JSONOutput {
    /// Appends RFC 3339 text in UTC, quoted; fractions of a second only where there are any.
    ///
    /// Years outside 0000…9999, which RFC 3339 has not, become null.
    mutating func append(timestamp microseconds: Int64) {
        let (seconds, fraction) = Self.floorDivide(microseconds, 1_000_000)
        let (days, secondOfDay) = Self.floorDivide(seconds, 86_400)
        let date = CivilDate(daysSince1970: days)
        guard (0...9999).contains(date.year) else { return append("null") }
        write(atMost: 29) { place in
            var digits = DigitWriter(place)
            digits.put("\"")
            digits.put(date.year, width: 4)
            digits.put("-")
            digits.put(date.month, width: 2)
            digits.put("-")
            digits.put(date.day, width: 2)
            digits.put("T")
            digits.put(secondOfDay / 3600, width: 2)
            digits.put(":")
            digits.put(secondOfDay / 60 % 60, width: 2)
            digits.put(":")
            digits.put(secondOfDay % 60, width: 2)
            if fraction != 0 {
                digits.put(".")
                digits.put(fraction, width: 6)
            }
            digits.put("Z")
            digits.put("\"")
            return digits.count
        }
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Puts ASCII at a place that is known to be large enough.
private struct DigitWriter {
    private let place: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init(_ place: UnsafeMutablePointer<UInt8>) {
        self.place = place
    }

    mutating func put(_ character: Unicode.Scalar) {
        place[count] = UInt8(truncatingIfNeeded: character.value)
        count += 1
    }

    mutating func put(_ number: Int64, width: Int) {
        var rest = number
        for position in stride(from: count + width - 1, through: count, by: -1) {
            place[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += width
    }
}
