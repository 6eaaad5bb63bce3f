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
            digits.put(pair: date.year / 100)
            digits.put(pair: date.year % 100)
            digits.put("-")
            digits.put(pair: date.month)
            digits.put("-")
            digits.put(pair: date.day)
            digits.put("T")
            digits.put(pair: secondOfDay / 3600)
            digits.put(":")
            digits.put(pair: secondOfDay / 60 % 60)
            digits.put(":")
            digits.put(pair: secondOfDay % 60)
            if fraction != 0 {
                digits.put(".")
                digits.put(pair: fraction / 10_000)
                digits.put(pair: fraction / 100 % 100)
                digits.put(pair: fraction % 100)
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
