import NIOCore
internal import Tracing

/// Keys that are fetched together, and who waits for which of them.
struct LoaderBatch<Key: Hashable & Sendable>: Sendable {
    typealias Instant = NIODeadline

    /// One slot of a waiter's answers, to be filled from one key of the batch.
    struct Subscription: Sendable {
        var keyIndex: Int32
        let slot: Int32
        let waiter: WaiterID
    }

    /// As many links as a span may have by OpenTelemetry's default.
    private static var originLimit: Int { 128 }

    let id: BatchID
    let openedAt: Instant
    private(set) var keys: [Key] = []
    private(set) var subscriptions: [Subscription] = []
    /// The latest deadline of the waiters; settled when the batch is sent.
    private(set) var deadline: Instant
    /// The union of what the waiters want; settled when the batch is sent.
    private(set) var fields: LoaderFields = []
    private(set) var waiterCount = 0
    /// The spans of the waiters that came before the batch was sent, up to a limit.
    private(set) var origins: [ServiceContext] = []
    /// The call that carries the batch; nil while it waits.
    private(set) var call: CallID?
    /// When the batch was sent; nil while it waits.
    private(set) var sentAt: Instant?
    private(set) var isCancelled = false
    private var earliestDeadline: Instant
    private var newestWaiter: WaiterID?
    private var filler: WaiterID?
    /// Whether it was passed over for want of room.
    var isClosed = false
    private var wasLeft = false

    init(id: BatchID, openedAt: Instant, deadline: Instant) {
        self.id = id
        self.openedAt = openedAt
        self.deadline = deadline
        earliestDeadline = deadline
    }

    /// Whether its newest key is of this waiter's load.
    func isFilledBy(_ waiter: WaiterID) -> Bool { filler == waiter }

    /// Appends a key that the batch doesn't hold yet and returns its index.
    mutating func append(_ key: Key, for waiter: WaiterID) -> Int32 {
        filler = waiter
        keys.append(key)
        return Int32(keys.count - 1)
    }

    /// Lets a waiter wait for a key. Returns whether the waiter was counted, and has to leave once for it.
    ///
    /// A load subscribes all of its keys before the next load does, so comparing with the newest waiter is enough to
    /// count it once.
    mutating func subscribe(_ request: LoaderRequest, slot: Int32, keyIndex: Int32) -> Bool {
        subscriptions.append(Subscription(keyIndex: keyIndex, slot: slot, waiter: request.waiter))
        guard newestWaiter != request.waiter else { return false }
        newestWaiter = request.waiter
        waiterCount += 1
        if sentAt == nil {
            deadline = max(deadline, request.deadline)
            earliestDeadline = min(earliestDeadline, request.deadline)
            fields.formUnion(request.fields)
            if let origin = request.origin, origins.count < Self.originLimit { origins.append(origin) }
        }
        return true
    }

    /// Counts a waiter out. Its subscriptions stay and answer nobody.
    mutating func leave() {
        waiterCount -= 1
        wasLeft = true
    }

    mutating func markSent(by call: CallID, at now: Instant) {
        self.call = call
        sentAt = now
    }

    /// Gives the batch up: it has nobody to answer any more.
    mutating func cancel() {
        isCancelled = true
        waiterCount = 0
        subscriptions = []
    }
}

extension LoaderBatch {
    /// Whether some waiter is gone or past its deadline, so that its keys may not be worth sending.
    func mayHoldAbandonedKeys(at now: Instant) -> Bool {
        wasLeft || earliestDeadline <= now
    }

    /// Drops the subscriptions of those who no longer wait, and then the keys that nobody waits for.
    ///
    /// - Parameter waitingUntil: The deadline of a waiter, or nil if it is gone.
    mutating func dropAbandonedKeys(at now: Instant, waitingUntil: (WaiterID) -> Instant?) {
        var latest = now
        var isWanted = [Bool](repeating: false, count: keys.count)
        subscriptions.removeAll { subscription in
            guard let deadline = waitingUntil(subscription.waiter), deadline > now else { return true }
            latest = max(latest, deadline)
            isWanted[Int(subscription.keyIndex)] = true
            return false
        }
        deadline = latest
        keepKeys(isWanted)
    }

    private mutating func keepKeys(_ isWanted: [Bool]) {
        var kept: [Key] = []
        var newIndex = [Int32](repeating: 0, count: keys.count)
        for (index, key) in keys.enumerated() where isWanted[index] {
            newIndex[index] = Int32(kept.count)
            kept.append(key)
        }
        for position in subscriptions.indices {
            subscriptions[position].keyIndex = newIndex[Int(subscriptions[position].keyIndex)]
        }
        keys = kept
    }
}
