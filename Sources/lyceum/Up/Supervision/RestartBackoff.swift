/// How long to wait before a crashed process is started again: doubling from 100 ms to 2 s, each time a random
/// half of it less, so that processes which fell together don't come back together.
///
/// The cap is low because the processes are few and local: one that can come back should within seconds.
struct RestartBackoff: Sendable {
    static let base: Duration = .milliseconds(100)
    static let cap: Duration = .seconds(2)

    /// The failures since the process last ran for a while.
    private(set) var failures = 0

    /// The delay before the next start.
    /// - Parameter jitter: From 0 to 1.
    mutating func next(jitter: Double) -> Duration {
        // 2^5 × 100 ms is beyond the cap; a larger shift could only overflow.
        let delay = min(Self.base * (1 << min(failures, 5)), Self.cap)
        failures += 1
        return delay - delay / 2 * jitter
    }

    /// Forgets the failures.
    mutating func reset() {
        failures = 0
    }
}
