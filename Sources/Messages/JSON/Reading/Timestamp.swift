/// A point in time that was written as RFC 3339 has it.
struct Timestamp {
    /// The years 0000 to 9999 in UTC: what RFC 3339 can write, from whichever offset it was read.
    static let range: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    /// Since 1970, in UTC, within ``range``; digits beyond are dropped.
    let microseconds: Int64

    /// Nil when the text is none, or names a day or time that does not exist, or that is of another year in UTC than
    /// RFC 3339 has.
    init?(_ text: UnsafeRawBufferPointer) {
        var digits = DigitReader(text)
        guard let year = digits.number(4), digits.take("-"), let month = digits.number(2), digits.take("-"),
            let day = digits.number(2), digits.take("T") || digits.take("t"),
            let hour = digits.number(2), digits.take(":"), let minute = digits.number(2), digits.take(":"),
            let second = digits.number(2), let fraction = digits.fraction(), let offset = digits.offset(),
            digits.isAtEnd, hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
        microseconds = seconds * 1_000_000 + fraction
        guard Self.range.contains(microseconds) else { return nil }
    }
}

private struct DigitReader {
    private var rest: Slice<UnsafeRawBufferPointer>

    init(_ text: UnsafeRawBufferPointer) {
        rest = text[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ expected: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: expected) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func digit() -> Int64? {
        guard let byte = rest.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
        rest.removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }

    /// A number of so many digits.
    mutating func number(_ width: Int) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    /// The fraction of a second in microseconds, 0 where there is none.
    mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        guard var microseconds = digit().map({ $0 * 100_000 }) else { return nil }
        var unit: Int64 = 10_000
        while let digit = digit() {
            microseconds += digit * unit
            unit /= 10
        }
        return microseconds
    }

    /// The distance from UTC in seconds.
    mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return isWest ? -seconds : seconds
    }
}
