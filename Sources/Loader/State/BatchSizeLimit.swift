import NIOCore

/// How many keys a batch may hold: fewer when full batches take too long, more again when they don't.
///
/// It halves and grows by a quarter, as additive increase and multiplicative decrease would but sooner back. Batches
/// that are not full say nothing about it.
struct BatchSizeLimit: Sendable {
    /// Below it, smaller batches cost more than they save.
    static let minimum = 16

    private let maximum: Int
    private let targetDuration: TimeAmount
    /// The most keys that loads share a batch with; one load may fill a batch to the maximum.
    private(set) var keys: Int

    init(maximum: Int, targetDuration: TimeAmount) {
        self.maximum = maximum
        self.targetDuration = targetDuration
        keys = maximum
    }

    /// Takes the duration of one batch into account.
    ///
    /// - Parameter isClosed: whether it was passed over for want of room, and so counts as full.
    mutating func record(_ duration: TimeAmount, keyCount: Int, isClosed: Bool = false) {
        guard isClosed || keyCount >= keys else { return }
        if duration > targetDuration {
            keys = max(keys / 2, min(Self.minimum, maximum))
        } else if 2 * duration < targetDuration {
            keys = min(keys + max(keys / 4, 1), maximum)
        }
    }
}
