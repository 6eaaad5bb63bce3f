/// Conversion of `timestamptz`, which counts microseconds from 2000-01-01 UTC.
enum PostgresTimestamp {
    /// 2000-01-01 in microseconds since 1970.
    static let epochMicroseconds: Int64 = 946_684_800_000_000

    /// Microseconds since 1970 of a wire value; `infinity` and what overflows stay at the ends of Int64.
    static func unixMicroseconds(fromWire wire: Int64) -> Int64 {
        if wire == .min { return .min }
        let (sum, overflow) = wire.addingReportingOverflow(epochMicroseconds)
        return overflow ? .max : sum
    }

    /// The wire value of microseconds since 1970; the ends of Int64 become `-infinity` and `infinity`.
    static func wire(fromUnixMicroseconds microseconds: Int64) -> Int64 {
        if microseconds == .max { return .max }
        let (difference, overflow) = microseconds.subtractingReportingOverflow(epochMicroseconds)
        return overflow ? .min : difference
    }
}
