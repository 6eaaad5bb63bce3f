import Synchronization

/// Names one call, so that its cancellation finds it.
struct CallID: Sendable, Hashable {
    private static let latest = Atomic<UInt64>(0)

    private let value: UInt64

    /// An id that no other call of the process has.
    static func next() -> CallID {
        CallID(value: latest.wrappingAdd(1, ordering: .relaxed).newValue)
    }
}
