import Glibc

/// The time of day.
public enum WallClock {
    /// Whole seconds since 1970 UTC.
    public static func seconds() -> Int64 { microseconds() / 1_000_000 }

    /// Microseconds since 1970 UTC.
    static func microseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
