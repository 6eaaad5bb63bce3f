public import NIOCore

/// How long to wait between attempts to connect: doubling, capped, and jittered so that clients of a server that
/// comes back do not arrive together.
public struct Backoff: Sendable {
    /// The longest wait after a first failure. 50 ms.
    public var initial = TimeAmount.milliseconds(50)
    /// The longest wait after any number of failures. 1 s.
    public var maximum = TimeAmount.seconds(1)

    /// The defaults.
    public init() {}

    /// The wait after this many consecutive failures: between half of the current cap and all of it.
    ///
    /// - Parameter jitter: a random number from 0 to 1.
    func delay(afterFailures failures: Int, jitter: Double) -> TimeAmount {
        let doublings = min(max(failures - 1, 0), 30)
        let (grown, overflow) = initial.nanoseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        let cap = overflow ? maximum.nanoseconds : min(grown, maximum.nanoseconds)
        return .nanoseconds(cap / 2 + Int64(Double(cap / 2) * jitter))
    }
}
