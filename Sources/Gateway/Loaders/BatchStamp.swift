import NIOCore
import Synchronization

/// Which batch an answer came with, and when that was sent.
struct BatchStamp: Equatable, Sendable {
    private static let count = Atomic<UInt64>(0)

    let number: UInt64
    let sentAt: NIODeadline

    /// The stamp of a batch that is sent now.
    static func next() -> BatchStamp {
        let number = count.add(1, ordering: .relaxed).newValue
        return BatchStamp(number: number, sentAt: .now())
    }
}
