/// Points in time as HTTP tells them in `Date` (IMF-fixdate, RFC 9110, section 5.6.7).
public enum HTTPDate {
    /// Bytes of the text.
    public static let length = 29

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The time as `Sun, 06 Nov 1994 08:49:37 GMT`. Years 1970 to 9999.
    /// - Parameter seconds: seconds since 1970 UTC; a time before counts as 1970.
    public static func format(seconds: Int64) -> String {
        let (days, time) = max(0, seconds).quotientAndRemainder(dividingBy: 86_400)
        let date = CivilDate(daysSince1970: days)
        return "\(weekdays[Int(days % 7)]), \(date.day.digits(2)) \(months[Int(date.month) - 1]) "
            + "\(date.year.digits(4)) \((time / 3_600).digits(2)):\((time / 60 % 60).digits(2)):"
            + "\((time % 60).digits(2)) GMT"
    }
}
