extension JSONPlace {
    /// Puts the shortest decimal that reads back as the number, without `.0`; null for what is not finite.
    mutating func put(_ number: Double) {
        guard number.isFinite else { return put("null") }
        if number.magnitude < 1e15, number == Double(Int64(number)) { return put(decimal: Int64(number)) }
        if let thousandths = Self.thousandths(number) { return put(thousandths: thousandths) }
        var text = number.description
        text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
    }

    /// The number as thousandths, where no other decimal of at most 15 digits reads back as it, so that no shorter one
    /// does: where the nearest double of these thousandths, as a division finds it, is the number itself.
    private static func thousandths(_ number: Double) -> Int64? {
        guard number.magnitude < 1e12 else { return nil }
        let thousandths = Int64(number * 1000 + (number < 0 ? -0.5 : 0.5))
        return Double(thousandths) / 1000 == number ? thousandths : nil
    }

    /// Puts a number that is not whole.
    private mutating func put(thousandths: Int64) {
        if thousandths < 0 { put("-") }
        let (whole, fraction) = Int64(thousandths.magnitude).quotientAndRemainder(dividingBy: 1000)
        put(decimal: whole)
        put(".")
        put(digit: fraction / 100)
        if fraction % 100 != 0 { put(digit: fraction / 10 % 10) }
        if fraction % 10 != 0 { put(digit: fraction % 10) }
    }
}
