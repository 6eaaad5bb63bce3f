import NIOCore

/// The wake-ups that were asked for and have not come yet.
///
/// There is no timer per waiter. A wake-up is asked for only if none comes early enough, and is never taken back: on
/// each, the state looks at what is due and asks for the next.
struct WakeUps: Sendable {
    /// How late a wake-up may come for a deadline, so that the waiters of one moment share it.
    static let deadlineTolerance = TimeAmount.milliseconds(10)
    /// How late it may come for a slot, so that what waits behind a stalled batch does not wait for this as well.
    static let slotTolerance = TimeAmount.milliseconds(1)

    /// Latest first.
    private var pending: [NIODeadline] = []

    /// Returns the moment for which to ask for a wake-up, or nil if one that is pending serves.
    mutating func request(
        for due: NIODeadline, tolerance: TimeAmount = deadlineTolerance
    ) -> NIODeadline? {
        if let next = pending.last, next <= due + tolerance { return nil }
        let moment = due + tolerance.divided(by: 2)
        pending.append(moment)
        return moment
    }

    /// Forgets the wake-ups that have come.
    mutating func removeAll(until now: NIODeadline) {
        while let next = pending.last, next <= now { pending.removeLast() }
    }
}
