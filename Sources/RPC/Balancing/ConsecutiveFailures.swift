import Synchronization

/// Counts the failures of an endpoint since its last success. A success that follows one costs a read.
final class ConsecutiveFailures: Sendable {
    let limit: Int
    private let count = Atomic<Int>(0)

    /// - Parameter limit: how many make an outlier; 0 for never.
    init(limit: Int) {
        self.limit = limit
    }

    func succeeded() {
        guard count.load(ordering: .relaxed) > 0 else { return }
        count.store(0, ordering: .relaxed)
    }

    /// - Returns: whether this failure makes the endpoint an outlier. Those behind it do too, in case the endpoint could
    ///   not be spared before.
    func failed() -> Bool {
        limit > 0 && count.wrappingAdd(1, ordering: .relaxed).newValue >= limit
    }

    /// From now on one failure is enough.
    func beginTrial() {
        count.store(max(0, limit - 1), ordering: .relaxed)
    }
}
