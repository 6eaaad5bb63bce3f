import Synchronization

/// Keeps retries a small part of a client's calls, so that they do not finish off a service in trouble: gRPC A6's
/// throttling. A failure takes a token, a success gives a part of one back, and no call is made again while less than
/// half is left.
final class RetryBudget: Sendable {
    /// In thousandths, as gRPC counts.
    private let maximum: Int
    private let refund: Int
    private let tokens: Atomic<Int>

    init(_ policy: RetryPolicy) {
        maximum = max(0, policy.maximumTokens) * 1000
        refund = Int(max(0, policy.tokenRatio) * 1000)
        tokens = Atomic(maximum)
    }

    var allowsRetry: Bool { tokens.load(ordering: .relaxed) > maximum / 2 }

    /// A call succeeded. While the budget is full, that costs a read.
    func callSucceeded() {
        guard tokens.load(ordering: .relaxed) < maximum else { return }
        add(refund)
    }

    /// A call failed in a way that retries are for, or the server asked for none.
    func callFailed() {
        add(-1000)
    }

    private func add(_ change: Int) {
        var current = tokens.load(ordering: .relaxed)
        while true {
            let (exchanged, original) = tokens.weakCompareExchange(
                expected: current, desired: min(maximum, max(0, current + change)), ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }
}
