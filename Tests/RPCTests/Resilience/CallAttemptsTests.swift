import NIOCore
import Testing

@testable import RPC

@Suite("The attempts of a call, event by event")
struct CallAttemptsTests {
    static let unavailable = Status(code: .unavailable)
    static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    let budget = RetryBudget(RetryPolicy())

    private func fail(
        _ attempts: inout CallAttempts, _ status: Status = Self.unavailable, left: TimeAmount = .seconds(10),
        jitter: Double = 1
    ) -> CallAttempts.Decision {
        attempts.failed(with: status, at: Self.start, deadline: Self.start + left, budget: budget, jitter: jitter)
    }

    @Test("An idempotent call is made again after growing, jittered waits, up to the limit of attempts")
    func attempts() {
        var attempts = CallAttempts(RetryPolicy(), .idempotent)
        #expect(fail(&attempts) == .retry(after: .milliseconds(20)))
        #expect(fail(&attempts, jitter: 0.25) == .retry(after: .milliseconds(10)))
        #expect(attempts.failed == 2)
        #expect(fail(&attempts) == .fail(Self.unavailable))
    }

    @Test("A call that may not run twice is made again only when it certainly did not run, and that is not counted")
    func unsent() {
        var attempts = CallAttempts(RetryPolicy(), .unknown)
        for _ in 0..<CallAttempts.unsentLimit { #expect(attempts.wasUnsent() == .repeatUnsent) }
        #expect(attempts.wasUnsent() == .fail(.connectionLost))
        #expect(attempts.failed == 0)
        #expect(fail(&attempts) == .fail(Self.unavailable))
    }

    @Test(
        "Codes that another attempt does not cure are final",
        arguments: Status.Code.allCases.filter { $0 != .unavailable && $0 != .ok })
    func finalCodes(_ code: Status.Code) {
        var attempts = CallAttempts(RetryPolicy(), .noSideEffects)
        #expect(fail(&attempts, Status(code: code)) == .fail(Status(code: code)))
    }

    @Test("The server's push-back sets the wait, forbids a retry, and permits one of RESOURCE_EXHAUSTED")
    func pushback() {
        func decision(_ code: Status.Code, _ pushback: RetryPushback) -> CallAttempts.Decision {
            var attempts = CallAttempts(RetryPolicy(), .idempotent)
            return fail(&attempts, Status(code: code, retryPushback: pushback), jitter: 0)
        }
        #expect(decision(.unavailable, .after(.seconds(3))) == .retry(after: .seconds(3)))
        #expect(decision(.resourceExhausted, .after(.milliseconds(7))) == .retry(after: .milliseconds(7)))
        let forbidden = Status(code: .unavailable, retryPushback: .never)
        #expect(decision(.unavailable, .never) == .fail(forbidden))
        let aborted = Status(code: .aborted, retryPushback: .after(.seconds(1)))
        #expect(decision(.aborted, .after(.seconds(1))) == .fail(aborted))
    }

    @Test("Calls that were refused together do not come back together, and none before the server's push-back")
    func pushbackJitter() {
        for (jitter, milliseconds) in [(0, 1000), (0.5, 1100), (1, 1200)] as [(Double, Int64)] {
            var attempts = CallAttempts(RetryPolicy(), .idempotent)
            let refusal = Status(code: .resourceExhausted, retryPushback: .after(.seconds(1)))
            #expect(fail(&attempts, refusal, jitter: jitter) == .retry(after: .milliseconds(milliseconds)))
        }
        var immediate = CallAttempts(RetryPolicy(), .idempotent)
        let refusal = Status(code: .unavailable, retryPushback: .after(.zero))
        #expect(fail(&immediate, refusal) == .retry(after: .zero))
    }

    @Test("A retry that would come after the deadline is not waited for")
    func deadline() {
        var late = CallAttempts(RetryPolicy(), .idempotent)
        #expect(fail(&late, left: .milliseconds(20)) == .fail(Self.unavailable))
        var timely = CallAttempts(RetryPolicy(), .idempotent)
        #expect(fail(&timely, left: .milliseconds(21)) == .retry(after: .milliseconds(20)))
    }

    @Test("Failures use up the budget of all calls, successes give it back slowly")
    func throttling() {
        var policy = RetryPolicy()
        policy.maximumTokens = 4
        policy.tokenRatio = 0.5
        let budget = RetryBudget(policy)
        budget.callFailed()
        #expect(budget.allowsRetry)
        budget.callFailed()
        #expect(!budget.allowsRetry)
        budget.callSucceeded()
        #expect(budget.allowsRetry)
        for _ in 0..<9 { budget.callFailed() }
        for _ in 0..<4 { budget.callSucceeded() }
        #expect(!budget.allowsRetry)
        for _ in 0..<100 { budget.callSucceeded() }
        for _ in 0..<2 { budget.callFailed() }
        #expect(!budget.allowsRetry)
    }
}
