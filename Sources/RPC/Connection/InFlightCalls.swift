internal import NIOCore

/// The calls in flight on a connection by stream id, with their deadlines.
///
/// There is no timer per call: the earliest deadline is known, perhaps too early by some, and a sweep then finds those
/// that have passed.
struct InFlightCalls<Call: Sendable>: Sendable {
    private var calls: [UInt32: (call: Call, deadline: NIODeadline)] = [:]
    /// No deadline is earlier than this one.
    private(set) var earliestDeadline = NIODeadline.distantFuture

    var count: Int { calls.count }
    var isEmpty: Bool { calls.isEmpty }

    mutating func insert(_ call: Call, id: UInt32, deadline: NIODeadline) {
        calls[id] = (call, deadline)
        if deadline < earliestDeadline { earliestDeadline = deadline }
    }

    mutating func remove(_ id: UInt32) -> Call? {
        calls.removeValue(forKey: id)?.call
    }

    /// Changes a call in place; nil when it has ended.
    @discardableResult
    mutating func update<Result>(_ id: UInt32, _ change: (inout Call) -> Result) -> Result? {
        guard let index = calls.index(forKey: id) else { return nil }
        return change(&calls.values[index].call)
    }

    subscript(_ id: UInt32) -> Call? { calls[id]?.call }

    /// Removes the calls whose ids satisfy the condition, in the order of their ids.
    mutating func removeAll(where condition: (UInt32) -> Bool) -> [(id: UInt32, call: Call)] {
        let ids = calls.keys.filter(condition).sorted()
        return ids.compactMap { id in remove(id).map { (id, $0) } }
    }

    /// The ids of the calls whose deadline is not after `now`, in ascending order; they count as without one from now.
    mutating func expire(at now: NIODeadline) -> [UInt32] {
        guard earliestDeadline <= now else { return [] }
        var expired: [UInt32] = []
        earliestDeadline = .distantFuture
        for (id, entry) in calls {
            if entry.deadline <= now {
                expired.append(id)
            } else if entry.deadline < earliestDeadline {
                earliestDeadline = entry.deadline
            }
        }
        for id in expired { calls[id]?.deadline = .distantFuture }
        return expired.sorted()
    }
}
