/// How a file writes points in time.
enum TimestampFormat: String, CaseIterable, Sendable {
    /// `2026-05-01T12:34:56.789Z` or with an offset (RFC 3339).
    case rfc3339
    /// `2026-05-01`, the start of the day in UTC.
    case date = "yyyy-MM-dd"
    /// Seconds since 1970, with or without a fraction.
    case unixSeconds = "unix_s"
    /// Milliseconds since 1970.
    case unixMilliseconds = "unix_ms"

    /// The years that a point in time may lie in, in microseconds since 1970: 1 to 9999.
    private static let range = -62_135_596_800_000_000...253_402_300_799_999_999 as ClosedRange<Int64>

    /// Microseconds since 1970; nil where the text isn't written so.
    func microseconds(_ text: String) -> Int64? {
        let result: Int64? =
            switch self {
            case .rfc3339: Self.dateAndTime(text)
            case .date: Self.day(text)
            case .unixSeconds: Self.unix(text, microsecondsPerUnit: "1e6")
            case .unixMilliseconds: Self.unix(text, microsecondsPerUnit: "1e3")
            }
        return result.flatMap { Self.range.contains($0) ? $0 : nil }
    }

    private static func unix(_ text: String, microsecondsPerUnit: String) -> Int64? {
        guard let number = ExactDecimal(text), let factor = ExactDecimal(microsecondsPerUnit) else { return nil }
        return number.multiplied(by: factor)?.wholeNumber
    }

    private static func day(_ text: String) -> Int64? {
        var scanner = ByteScanner(text)
        guard let days = days(&scanner), scanner.isAtEnd else { return nil }
        return days * 86_400_000_000
    }

    private static func dateAndTime(_ text: String) -> Int64? {
        var scanner = ByteScanner(text)
        guard let days = days(&scanner), scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.number(digits: 2), hour < 24, scanner.take(":"),
            let minute = scanner.number(digits: 2), minute < 60, scanner.take(":"),
            // 60 is a leap second, which counts as the next minute's first.
            let second = scanner.number(digits: 2), second <= 60,
            let fraction = fractionMicroseconds(&scanner), let offset = offsetMinutes(&scanner), scanner.isAtEnd
        else { return nil }
        let seconds = days * 86_400 + hour * 3_600 + (minute - offset) * 60 + second
        return seconds * 1_000_000 + fraction
    }

    /// Days since 1970 of a proleptic Gregorian date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func days(_ scanner: inout ByteScanner) -> Int64? {
        guard let year = scanner.number(digits: 4), scanner.take("-"),
            let month = scanner.number(digits: 2), (1...12).contains(month), scanner.take("-"),
            let day = scanner.number(digits: 2), (1...length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        // Years start in March, so that the leap day comes last.
        let shiftedYear = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        return shiftedYear * 365 + leapDays + dayOfYear - 719_468
    }

    private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Digits past the sixth are dropped.
    private static func fractionMicroseconds(_ scanner: inout ByteScanner) -> Int64? {
        guard scanner.take(".") else { return 0 }
        let digits = scanner.digits()
        return digits.isEmpty ? nil : Int64((digits + "00000").prefix(6))
    }

    private static func offsetMinutes(_ scanner: inout ByteScanner) -> Int64? {
        if scanner.take("Z") || scanner.take("z") {
            return 0
        }
        let isNegative = scanner.take("-")
        guard isNegative || scanner.take("+"), let hours = scanner.number(digits: 2), hours < 24, scanner.take(":"),
            let minutes = scanner.number(digits: 2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isNegative ? -1 : 1)
    }
}
