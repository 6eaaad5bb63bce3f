import Synchronization

/// Counts the handlers that run, of a server or of one of its methods, and says when there are enough.
final class CallGate: Sendable {
    private let limit: Int
    private let outer: CallGate?
    private let running = Atomic<Int>(0)

    /// - Parameter outer: a gate that each call has to pass as well.
    init(limit: Int, within outer: CallGate? = nil) {
        self.limit = limit
        self.outer = outer
    }

    var count: Int { running.load(ordering: .relaxed) }

    /// Counts a call, if there is room for it.
    func enter() -> Bool {
        guard running.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
            running.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        guard let outer, !outer.enter() else { return true }
        running.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    func leave() {
        running.wrappingSubtract(1, ordering: .relaxed)
        outer?.leave()
    }
}
