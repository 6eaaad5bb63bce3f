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
        let date = CivilDate(daysSince1970: days)
        let seconds = time / 1_000_000
        return "\(date.year.digits(4))-\(date.month.digits(2))-\(date.day.digits(2))"
            + "T\((seconds / 3_600).digits(2)):\((seconds / 60 % 60).digits(2)):\((seconds % 60).digits(2))"
            + ".\((time / 1_000 % 1_000).digits(3))Z"
    }
}
