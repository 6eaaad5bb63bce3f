import Synchronization

/// Counts the handlers that run in a server, and says when there are enough.
final class CallGate: Sendable {
    private let limit: Int
    private let running = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { running.load(ordering: .relaxed) }

    /// Counts a call, if there is room for it.
    func enter() -> Bool {
        guard running.wrappingAdd(1, ordering: .relaxed).newValue > limit else { return true }
        leave()
        return false
    }

    func leave() {
        running.wrappingSubtract(1, ordering: .relaxed)
    }
}
