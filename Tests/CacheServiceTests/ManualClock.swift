import NIOCore
import Synchronization

@testable import CacheService

/// A clock that stands still until it is told.
final class ManualClock: Sendable {
    private let elapsed = Mutex(TimeAmount.zero)

    var clock: CacheClock {
        CacheClock(
            now: { .uptimeNanoseconds(1_000_000_000) + self.elapsed.withLock { $0 } },
            unixMilliseconds: { 1_700_000_000_000 + self.elapsed.withLock { $0.nanoseconds / 1_000_000 } })
    }

    func advance(by time: TimeAmount) {
        elapsed.withLock { $0 = $0 + time }
    }
}
