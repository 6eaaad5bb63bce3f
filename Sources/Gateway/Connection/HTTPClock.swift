import ServiceKit
import Synchronization

/// The time as answers tell it in `Date`, made once a second for all of them.
final class HTTPClock: Sendable {
    private let cache = Mutex(HTTPDateCache())

    func now() -> String {
        cache.withLock { $0.text(at: WallClock.seconds()) }
    }
}
