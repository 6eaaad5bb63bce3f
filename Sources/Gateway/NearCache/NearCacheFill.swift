import NIOCore
import Synchronization

/// An answer that is being made and may be kept: when its making began, and, once that is known, what it costs.
final class NearCacheFill: Sendable {
    /// The cache's epoch before any data was read.
    let epoch: UInt64
    let readAt: NIODeadline
    private let units = Mutex<Int?>(nil)

    init(epoch: UInt64, readAt: NIODeadline) {
        self.epoch = epoch
        self.readAt = readAt
    }

    /// Cost units, set by the route; nil while no route that everybody may read was reached.
    var cost: Int? {
        get { units.withLock { $0 } }
        set { units.withLock { $0 = newValue } }
    }
}
