/// Points in time as text, in UTC (RFC 3339).
enum RFC3339 {
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// The time with milliseconds: 2026-05-01T12:34:56.789Z. Years 0 to 9999.
    /// - Parameter microseconds: microseconds since 1970.
    static func format(microseconds: Int64) -> String {
        var (days, time) = microseconds.quotientAndRemainder(dividingBy: microsecondsPerDay)
        if time < 0 {
            days -= 1
            time += microsecondsPerDay
        }
        let date = civilDate(daysSince1970: days)
        let seconds = time / 1_000_000
        return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))"
            + "T\(digits(seconds / 3_600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
            + ".\(digits(time / 1_000 % 1_000, 3))Z"
    }

    /// The proleptic Gregorian date. Years start in March, so that the leap day comes last
    /// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func civilDate(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let daysPerEra: Int64 = 146_097
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - daysPerEra + 1) / daysPerEra
        let dayOfEra = shifted - era * daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    private static func digits(_ number: Int64, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
