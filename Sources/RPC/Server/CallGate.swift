import Synchronization

/// Counts the handlers that run, of a server or of one of its methods, and the bytes of their requests, and says when
/// there are enough.
final class CallGate: Sendable {
    private let limit: Int
    private let byteLimit: Int
    private let outer: CallGate?
    private let running = Atomic<Int>(0)
    /// Only the outermost gate counts them.
    private let bytes = Atomic<Int>(0)

    /// - Parameter outer: a gate that each call has to pass as well; its limit of bytes holds.
    init(limit: Int, byteLimit: Int = .max, within outer: CallGate? = nil) {
        self.limit = limit
        self.byteLimit = byteLimit
        self.outer = outer
    }

    var count: Int { running.load(ordering: .relaxed) }

    /// Counts a call, if there is room for it.
    /// - Parameter byteCount: what its request takes until it leaves.
    func enter(byteCount: Int = 0) -> Bool {
        guard running.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
            running.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        let hasRoom = if let outer { outer.enter(byteCount: byteCount) } else { takeBytes(byteCount) }
        if !hasRoom { running.wrappingSubtract(1, ordering: .relaxed) }
        return hasRoom
    }

    private func takeBytes(_ byteCount: Int) -> Bool {
        guard bytes.wrappingAdd(byteCount, ordering: .relaxed).newValue > byteLimit else { return true }
        bytes.wrappingSubtract(byteCount, ordering: .relaxed)
        return false
    }

    /// - Parameter byteCount: as the call has entered with.
    func leave(byteCount: Int = 0) {
        running.wrappingSubtract(1, ordering: .relaxed)
        if let outer {
            outer.leave(byteCount: byteCount)
        } else {
            bytes.wrappingSubtract(byteCount, ordering: .relaxed)
        }
    }
}
