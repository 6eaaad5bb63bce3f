import NIOCore

/// How many batches may be in flight before further keys wait for one of them to come back.
///
/// Fewer when the round trip inflates, since then batches wait for each other at the backend, and larger ones cost less
/// altogether; unless they are as large as they can be. More when full batches wait although the round trip is calm, since then the backend has room.
struct SlotLimit: Sendable {
    /// An inflation below it can't be told from a busy processor.
    static let minimumInflation = TimeAmount.microseconds(500)
    /// How many batches show the effect of a change, before the next.
    static let batchesBetweenChanges = 8

    private let range: ClosedRange<Int>
    private(set) var count: Int
    /// The round trip without queueing: falls at once, and rises slowly, so that a slower backend is followed.
    private var calm: TimeAmount?
    private var batchesUntilChange = Self.batchesBetweenChanges

    init(initial: Int, in range: ClosedRange<Int>) {
        count = initial
        self.range = range
    }

    /// Takes the smoothed round trip after one more batch into account.
    mutating func record(_ roundTrip: TimeAmount, hasFullBatchWaiting: Bool) {
        let calm = min(calm.map { $0 + (roundTrip - $0).divided(by: 64) } ?? roundTrip, roundTrip)
        self.calm = calm
        batchesUntilChange -= 1
        guard batchesUntilChange <= 0 else { return }
        if hasFullBatchWaiting {
            if 2 * roundTrip < 3 * calm { change(to: min(count + 1, range.upperBound)) }
        } else if roundTrip > 2 * calm, roundTrip - calm > Self.minimumInflation {
            change(to: max(count - 1, range.lowerBound))
        }
    }

    private mutating func change(to count: Int) {
        self.count = count
        batchesUntilChange = Self.batchesBetweenChanges
    }
}
