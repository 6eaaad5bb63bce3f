import NIOCore
import TestSupport
import Testing

@testable import Redis

@Suite("Pauses between attempts to connect")
struct ReconnectBackoffTests {
    @Test(
        "50 ms for each failure, at most 1 s, half of it jittered",
        arguments: [(1, 50), (2, 100), (10, 500), (20, 1_000), (21, 1_000), (Int.max, 1_000)] as [(Int, Int64)])
    func pauses(failures: Int, longest: Int64) {
        var random = SplitMix64(state: 7)
        let pauses = (0..<1_000).map { _ in ReconnectBackoff.pause(afterFailures: failures, using: &random) }
        let range = TimeAmount.microseconds(longest * 500)...TimeAmount.milliseconds(longest)
        #expect(pauses.allSatisfy { range.contains($0) })
        #expect(Set(pauses).count > 900)
    }
}
