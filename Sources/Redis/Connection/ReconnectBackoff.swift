import NIOCore

/// How long to wait before the next attempt to connect: 50 ms for each failure in a row, at most 1 s.
///
/// Half of it is jittered, so that clients that lost Redis together don't come back together.
struct ReconnectBackoff: Sendable, Hashable {
    private static let step = TimeAmount.milliseconds(50)
    private static let longest = TimeAmount.seconds(1)

    /// The pause after this many failures in a row.
    static func pause(
        afterFailures failures: Int, using generator: inout some RandomNumberGenerator
    ) -> TimeAmount {
        let steps = Int64(min(max(failures, 1), 20))
        let longest = min(step * steps, longest).nanoseconds
        return .nanoseconds(.random(in: longest / 2...longest, using: &generator))
    }
}
