import NIOCore

/// How long to wait before the next attempt to connect: 50 ms for each failure so far, at most 1 s, shortened at random
/// by up to a half so that the connections of many processes don't return at the same moment.
struct Backoff: Sendable {
    var step = TimeAmount.milliseconds(50)
    var limit = TimeAmount.seconds(1)

    /// The delay after `failures` failures in a row; `jitter` is between 0 and 1.
    func delay(failures: Int, jitter: Double) -> TimeAmount {
        let full = min(step.nanoseconds * Int64(max(failures, 1)), limit.nanoseconds)
        return .nanoseconds(full - Int64(Double(full) / 2 * jitter))
    }
}
