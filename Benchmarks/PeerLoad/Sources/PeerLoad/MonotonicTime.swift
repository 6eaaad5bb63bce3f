import Glibc

/// A moment on the monotonic clock. The standard library's is a resilient type, which costs a fast peer some of what is
/// measured.
public struct MonotonicTime: Comparable, Sendable {
    private let nanoseconds: UInt64

    private init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// The moment of the call.
    public static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    /// - Returns: a moment that many seconds later.
    public static func + (time: MonotonicTime, seconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: time.nanoseconds + UInt64(seconds * 1e9))
    }

    /// - Returns: the nanoseconds from an earlier moment, at most 4.3 s.
    public static func - (time: MonotonicTime, earlier: MonotonicTime) -> UInt32 {
        UInt32(clamping: time.nanoseconds - earlier.nanoseconds)
    }

    /// Whether the first moment is before the second.
    public static func < (one: MonotonicTime, other: MonotonicTime) -> Bool { one.nanoseconds < other.nanoseconds }
}
