internal import NIOCore

/// The attempts of one call: a value that is told how each ended and decides what comes next.
struct CallAttempts: Sendable {
    /// What becomes of a call whose attempt did not bring a reply.
    enum Decision: Equatable {
        case fail(Status)
        /// The call is made again at once: it certainly did not run.
        case repeatUnsent
        /// The call is made again after this time.
        case retry(after: TimeAmount)
    }

    /// How often a call is made again that was never sent.
    static let unsentLimit = 3

    private let policy: RetryPolicy
    private let maximumAttempts: Int
    private var unsent = 0
    /// Attempts that may have run and failed; the server is told.
    private(set) var failed = 0

    init(_ policy: RetryPolicy, _ idempotency: Idempotency) {
        self.policy = policy
        maximumAttempts = idempotency.allowsRetry ? policy.maximumAttempts : 1
    }

    /// The connection ended, or refused the call, before it was sent.
    mutating func wasUnsent() -> Decision {
        guard unsent < Self.unsentLimit else { return .fail(.connectionLost) }
        unsent += 1
        return .repeatUnsent
    }

    /// The call may have run, and failed.
    /// - Parameter jitter: a random number from 0 to 1.
    mutating func failed(
        with status: Status, at now: NIODeadline, deadline: NIODeadline, budget: RetryBudget, jitter: Double
    ) -> Decision {
        let isRetryable = policy.allowsRetry(of: status)
        if isRetryable || status.retryPushback == .never { budget.callFailed() }
        failed += 1
        guard isRetryable, failed < maximumAttempts, budget.allowsRetry else { return .fail(status) }
        let delay = delay(status.retryPushback, jitter: jitter)
        // A retry that would come too late only makes the caller wait for the same answer.
        guard deadline - now > delay else { return .fail(status) }
        return .retry(after: delay)
    }

    private func delay(_ pushback: RetryPushback?, jitter: Double) -> TimeAmount {
        guard case .after(let delay) = pushback else { return policy.delay(beforeRetry: failed, jitter: jitter) }
        return policy.delay(afterPushback: delay, jitter: jitter)
    }
}
