import NIOCore

extension BatchScheduler {
    /// Notes that loads came, together.
    mutating func noteLoads() {
        loneLoads = queue.isEmpty && inFlight.isEmpty && startingCalls == 0 ? loneLoads + 1 : 0
    }

    /// Whether it would be in vain to wait for others that could travel with a load.
    var loadsComeAlone: Bool { loneLoads > 8 }

    /// Gives a call a slot, if one is free and a batch waits that no call will take.
    mutating func startCall(at now: Instant) -> Bool {
        guard hasUnclaimedBatch, hasFreeSlot(at: now) else { return false }
        startingCalls += 1
        return true
    }

    /// Takes the batch that a call sends, or nil if nothing is worth sending.
    ///
    /// - Parameter waitingUntil: The deadline of a waiter, or nil if it is gone.
    mutating func begin(
        _ call: CallID, at now: Instant, waitingUntil: (WaiterID) -> Instant?
    ) -> LoaderDispatch<Key>? {
        startingCalls -= 1
        while var batch = queue.popFirst() {
            if batch.mayHoldAbandonedKeys(at: now) {
                dropAbandonedKeys(of: &batch, at: now, waitingUntil: waitingUntil)
            }
            guard !batch.keys.isEmpty else { continue }
            batch.markSent(by: call, at: now)
            inFlight.append(batch)
            return LoaderDispatch(
                batch: batch.id, keys: batch.keys, deadline: batch.deadline, fields: batch.fields,
                waiterCount: batch.waiterCount,
                queueWait: now - batch.openedAt, origins: batch.origins)
        }
        return nil
    }

    /// When the next slot becomes free by age, or nil if nothing waits for it.
    func nextSlotByAge(at now: Instant) -> Instant? {
        guard hasUnclaimedBatch, callCount < configuration.maximumBatchesInFlight else { return nil }
        guard let oldest = inFlight.indices.first(where: { holdsSlot($0, at: now) }) else { return nil }
        return inFlight[oldest].sentAt.map { $0 + roundTrip.stallThreshold }
    }

    private mutating func dropAbandonedKeys(
        of batch: inout LoaderBatch<Key>, at now: Instant, waitingUntil: (WaiterID) -> Instant?
    ) {
        // Each is in the batch to which its place points: it would not have been added to another while this one waited.
        let before = batch.keys
        batch.dropAbandonedKeys(at: now, waitingUntil: waitingUntil)
        keysLeft(before.count - batch.keys.count)
        guard configuration.deduplicatesKeys else { return }
        for key in before { places[key] = nil }
        for (index, key) in batch.keys.enumerated() {
            places[key] = Place(batch: batch.id, keyIndex: Int32(index))
        }
    }

    private var hasUnclaimedBatch: Bool { queue.count > startingCalls }

    private var callCount: Int { inFlight.count + startingCalls }

    private func hasFreeSlot(at now: Instant) -> Bool {
        guard callCount >= slots.count else { return true }
        guard callCount < configuration.maximumBatchesInFlight else { return false }
        return inFlight.indices.count { holdsSlot($0, at: now) } + startingCalls < slots.count
    }

    private func holdsSlot(_ index: Int, at now: Instant) -> Bool {
        guard let sentAt = inFlight[index].sentAt, !inFlight[index].isCancelled else { return false }
        return now - sentAt <= roundTrip.stallThreshold
    }
}
