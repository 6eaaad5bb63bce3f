import FoundationEssentials
import NIOCore

/// The time, so that tests can let entries expire without waiting.
struct CacheClock: Sendable {
    /// A time that never jumps: for what expires in memory.
    let now: @Sendable () -> NIODeadline
    /// Milliseconds since 1970 UTC: for what expires in Redis, which other processes read.
    let unixMilliseconds: @Sendable () -> Int64

    /// The clocks of the system.
    static let system = CacheClock(
        now: { .now() },
        unixMilliseconds: { Int64(Date().timeIntervalSince1970 * 1_000) })
}
