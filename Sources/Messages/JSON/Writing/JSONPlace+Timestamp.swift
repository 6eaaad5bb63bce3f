extension JSONPlace {
    /// Puts RFC 3339 text in UTC, quoted; fractions of a second only where there are any.
    ///
    /// Years outside 0000…9999, which RFC 3339 has not, become null.
    mutating func put(timestamp microseconds: Int64) {
        let (seconds, fraction) = Self.floorDivide(microseconds, 1_000_000)
        let (days, secondOfDay) = Self.floorDivide(seconds, 86_400)
        let date = CivilDate(daysSince1970: days)
        guard (0...9999).contains(date.year) else { return put("null") }
        put("\"")
        put(pair: date.year / 100)
        put(pair: date.year % 100)
        put("-")
        put(pair: date.month)
        put("-")
        put(pair: date.day)
        put("T")
        put(pair: secondOfDay / 3600)
        put(":")
        put(pair: secondOfDay / 60 % 60)
        put(":")
        put(pair: secondOfDay % 60)
        if fraction != 0 {
            put(".")
            put(pair: fraction / 10_000)
            put(pair: fraction / 100 % 100)
            put(pair: fraction % 100)
        }
        put("Z")
        put("\"")
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
