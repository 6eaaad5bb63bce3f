/// Callers that wait for a connection, in the order of their ids.
struct Waiters<Waiter: Sendable>: Sendable {
    private struct Entry {
        let id: UInt64
        let waiter: Waiter
        /// Whether it waits however long it takes; others only while there is hope.
        let untilReady: Bool
    }

    private var entries: [Entry] = []

    var count: Int { entries.count }

    mutating func insert(_ waiter: Waiter, id: UInt64, untilReady: Bool) {
        entries.append(Entry(id: id, waiter: waiter, untilReady: untilReady))
    }

    mutating func remove(_ id: UInt64) -> Waiter? {
        entries.firstIndex { $0.id == id }.map { entries.remove(at: $0).waiter }
    }

    mutating func takeAll() -> [Waiter] {
        defer { entries = [] }
        return entries.map(\.waiter)
    }

    /// Takes those that do not wait until a connection is ready.
    mutating func takeImpatient() -> [Waiter] {
        defer { entries.removeAll { !$0.untilReady } }
        return entries.filter { !$0.untilReady }.map(\.waiter)
    }
}
