public import NIOCore

/// When a client makes a failed call again (gRPC A6).
///
/// It concerns calls that may have run, and hence methods that the contract marks as idempotent. Calls that certainly
/// did not run are made again in any case.
public struct RetryPolicy: Sendable {
    /// How often a call is made at most, the first time included. 3.
    public var maximumAttempts = 3
    /// The longest wait before the first retry; a wait is a random part of this, twice this, and so on. 20 ms.
    public var initialBackoff = TimeAmount.milliseconds(20)
    /// The longest wait before any retry, unless the server asks for more. 500 ms.
    public var maximumBackoff = TimeAmount.milliseconds(500)
    /// The codes that are worth another attempt. UNAVAILABLE. RESOURCE_EXHAUSTED is when the server says so.
    public var retryableCodes: Set<Status.Code> = [.unavailable]
    /// How many failures the client's budget holds. Retries stop while less than half is left. 100.
    public var maximumTokens = 100
    /// What a call that succeeds gives back of the one token that a failure takes. 0.1.
    public var tokenRatio = 0.1

    /// The defaults.
    public init() {}

    /// A policy that makes no call again that may have run.
    public static var never: RetryPolicy {
        var policy = RetryPolicy()
        policy.maximumAttempts = 1
        return policy
    }
}

extension RetryPolicy {
    /// Whether a failure is of a kind that another attempt may cure.
    func allowsRetry(of status: Status) -> Bool {
        switch status.retryPushback {
        case .never: false
        case .after: retryableCodes.contains(status.code) || status.code == .resourceExhausted
        case nil: retryableCodes.contains(status.code)
        }
    }

    /// The wait before a retry: any part of the cap, so that clients that failed together do not return together.
    ///
    /// - Parameters:
    ///   - retry: 1 for the first.
    ///   - jitter: a random number from 0 to 1.
    func delay(beforeRetry retry: Int, jitter: Double) -> TimeAmount {
        let doublings = Int64(min(max(retry - 1, 0), 30))
        let (grown, overflow) = initialBackoff.nanoseconds.multipliedReportingOverflow(by: 1 << doublings)
        let cap = overflow ? maximumBackoff.nanoseconds : min(grown, maximumBackoff.nanoseconds)
        return .nanoseconds(Int64(Double(cap) * jitter))
    }

    /// The wait that a server asks for, and at most so much of it more.
    private static var pushbackSpread: Double { 0.2 }

    /// The wait that a server asks for and a part of it more, so that clients that it refused together do not return
    /// together. Never less.
    ///
    /// - Parameter jitter: a random number from 0 to 1.
    func delay(afterPushback pushback: TimeAmount, jitter: Double) -> TimeAmount {
        pushback + .nanoseconds(Int64(Double(pushback.nanoseconds) * Self.pushbackSpread * jitter))
    }
}
