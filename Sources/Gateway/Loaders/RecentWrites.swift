import FoundationEssentials
import NIOCore
import Synchronization

/// Which entities were written through this gateway of late: their reads here show the write, whatever a cache or a fetch
/// that is under way still has. Other gateways follow when the cache's entries expire.
final class RecentWrites: Sendable {
    /// The most that are remembered; the newest half of them always is.
    static let limit = 10_000

    private let lifetime: TimeAmount
    private let moments = Mutex(BoundedMemo<UUID, NIODeadline>(limit: RecentWrites.limit))
    private let isEmpty = Atomic<Bool>(true)

    /// - Parameter lifetime: how long a cache may keep what was there before.
    init(lifetime: TimeAmount) {
        self.lifetime = lifetime
    }

    /// Notes that a write has been acknowledged, or may have been done.
    func note(_ id: UUID, at now: NIODeadline = .now()) {
        moments.withLock { $0.insert(now, for: id) }
        isEmpty.store(false, ordering: .releasing)
    }

    /// When an entity was last written; nil when it was not, or so long ago that nobody has anything older.
    func moment(of id: UUID, at now: @autoclosure () -> NIODeadline = .now()) -> NIODeadline? {
        // A gateway that nobody writes through takes no lock.
        guard !isEmpty.load(ordering: .acquiring) else { return nil }
        // A read keeps nothing in memory: it would push out newer writes.
        guard let moment = moments.withLock({ $0.peek(id) }), now() < moment + lifetime else { return nil }
        return moment
    }
}
