internal import NIOCore

/// Endpoints that fail are left alone for a while.
extension ConnectionPool {
    /// The calls of an endpoint failed too often, if it is still there: its connection may be gone with them.
    mutating func eject(_ failures: ConsecutiveFailures, at now: NIODeadline) -> [Action] {
        slots.firstIndex { $0.callFailures === failures }.map { eject(slot: $0, at: now) } ?? []
    }

    /// The calls of an endpoint failed too often.
    mutating func eject(slot: Int, at now: NIODeadline) -> [Action] {
        guard !isClosed, canEject(slot) else { return [] }
        let delay = slots[slot].ejection.eject(ejection, at: now)
        updateReady()
        return [.readmit(slot: slot, after: delay)]
    }

    /// An endpoint was left alone long enough: it gets calls again, on trial. The time of one whose place another endpoint
    /// has since taken does not end the other's.
    mutating func readmit(slot: Int, at now: NIODeadline) -> [Action] {
        guard !isClosed, let end = slots[slot].ejection.until, end <= now else { return [] }
        slots[slot].ejection.readmit(at: now)
        slots[slot].callFailures.beginTrial()
        updateReady()
        return []
    }

    /// Whether enough endpoints are left, and one of them is ready.
    private func canEject(_ slot: Int) -> Bool {
        guard !slots[slot].ejection.isEjected else { return false }
        let ejected = slots.count { $0.ejection.isEjected } + 1
        let hasOther = slots.indices.contains { index in
            index != slot && !slots[index].ejection.isEjected && slots[index].connection != nil
        }
        return hasOther && ejected * 100 <= slots.count { $0.endpoint != nil } * ejection.maximumEjectedPercent
    }
}
