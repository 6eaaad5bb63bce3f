extension BatchScheduler {
    /// Takes the next batch to send, or nil if no slot is free or nothing is worth sending.
    ///
    /// - Parameter waitingUntil: The deadline of a waiter, or nil if it is gone.
    mutating func sendNext(at now: Instant, waitingUntil: (WaiterID) -> Instant?) -> LoaderDispatch<Key>? {
        while !queue.isEmpty, hasFreeSlot(at: now), var batch = queue.popFirst() {
            if batch.mayHoldAbandonedKeys(at: now) {
                dropAbandonedKeys(of: &batch, at: now, waitingUntil: waitingUntil)
            }
            guard !batch.keys.isEmpty else { continue }
            batch.markSent(at: now)
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
        guard !queue.isEmpty, inFlight.count < configuration.maximumBatchesInFlight else { return nil }
        guard let oldest = inFlight.indices.first(where: { holdsSlot($0, at: now) }) else { return nil }
        return inFlight[oldest].sentAt.map { $0 + roundTrip.stallThreshold }
    }

    private mutating func dropAbandonedKeys(
        of batch: inout LoaderBatch<Key>, at now: Instant, waitingUntil: (WaiterID) -> Instant?
    ) {
        forget(batch.keys, of: batch.id)
        batch.dropAbandonedKeys(at: now, waitingUntil: waitingUntil)
        for (index, key) in batch.keys.enumerated() {
            places[key] = Place(batch: batch.id, keyIndex: Int32(index))
        }
    }

    private func hasFreeSlot(at now: Instant) -> Bool {
        guard inFlight.count >= slots.count else { return true }
        guard inFlight.count < configuration.maximumBatchesInFlight else { return false }
        return inFlight.indices.count { holdsSlot($0, at: now) } < slots.count
    }

    private func holdsSlot(_ index: Int, at now: Instant) -> Bool {
        guard let sentAt = inFlight[index].sentAt, !inFlight[index].isCancelled else { return false }
        return now - sentAt <= roundTrip.stallThreshold
    }
}
