import NIOCore

/// The batches that wait to be sent, first in first out, each found by its id at once.
struct BatchQueue<Key: Hashable & Sendable>: Sendable {
    private var storage: [LoaderBatch<Key>] = []
    /// How many of `storage` were taken already.
    private var head = 0
    /// The id of `storage[0]`: ids are given in order, so the rest follow.
    private var firstID: UInt64 = 0

    var count: Int { storage.count - head }
    var isEmpty: Bool { count == 0 }

    /// The newest batch with how many keys it holds, and whether its newest key is of this waiter's load. The batch itself
    /// would be copied.
    func newest(for waiter: WaiterID) -> (id: BatchID, keyCount: Int, isFilledByWaiter: Bool)? {
        guard !isEmpty else { return nil }
        let last = storage.count - 1
        return (storage[last].id, storage[last].keys.count, storage[last].isFilledBy(waiter))
    }

    /// Whether the next batch takes no more: it holds this many keys at least, or one was opened behind it.
    func hasFullBatch(of keyCount: Int) -> Bool {
        !isEmpty && (storage[head].isClosed || storage[head].keys.count >= keyCount)
    }

    func contains(_ id: BatchID) -> Bool {
        id.rawValue >= firstID + UInt64(head)
    }

    /// Changes a batch that waits in place.
    mutating func update<Result>(_ id: BatchID, _ change: (inout LoaderBatch<Key>) -> Result) -> Result {
        change(&storage[Int(id.rawValue - firstID)])
    }

    /// Opens a batch behind the newest, which gets no more keys.
    mutating func open(at now: NIODeadline, deadline: NIODeadline) -> BatchID {
        if !isEmpty { storage[storage.count - 1].isClosed = true }
        let id = BatchID(rawValue: firstID + UInt64(storage.count))
        storage.append(LoaderBatch(id: id, openedAt: now, deadline: deadline))
        return id
    }

    mutating func popFirst() -> LoaderBatch<Key>? {
        guard !isEmpty else { return nil }
        let taken = storage[head]
        storage[head] = LoaderBatch(id: taken.id, openedAt: taken.openedAt, deadline: taken.deadline)
        head += 1
        if head * 2 >= storage.count { dropTaken() }
        return taken
    }

    /// Moves less than one batch for each that was taken.
    private mutating func dropTaken() {
        storage.removeFirst(head)
        firstID += UInt64(head)
        head = 0
    }
}
