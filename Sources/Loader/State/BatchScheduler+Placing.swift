import NIOCore

extension BatchScheduler {
    /// Places a key in a batch. Returns the batch if it is the waiter's first key there.
    mutating func place(_ key: Key, slot: Int32, for request: LoaderRequest, at now: Instant) -> (Placement, BatchID?) {
        guard configuration.deduplicatesKeys else {
            return (.added, add(key, slot: slot, for: request, at: now).counting)
        }
        guard let known = places.index(forKey: key) else {
            let (place, counting) = add(key, slot: slot, for: request, at: now)
            if places.count == places.capacity { makeRoom() }
            places[key] = place
            return (.added, counting)
        }
        let place = places.values[known]
        if queue.contains(place.batch) {
            let isFirst = queue.update(place.batch) {
                $0.subscribe(request, slot: slot, keyIndex: place.keyIndex)
            }
            return (.deduplicated, isFirst ? place.batch : nil)
        }
        guard let index = joinableIndex(of: place.batch, for: request, at: now) else {
            let (place, counting) = add(key, slot: slot, for: request, at: now)
            places.values[known] = place
            return (.added, counting)
        }
        let isFirst = inFlight[index].subscribe(request, slot: slot, keyIndex: place.keyIndex)
        return (.joined, isFirst ? place.batch : nil)
    }

    /// Returns where the key is, and the batch if that counts the waiter for it.
    private mutating func add(
        _ key: Key, slot: Int32, for request: LoaderRequest, at now: Instant
    ) -> (place: Place, counting: BatchID?) {
        let batch = openBatch(for: request, at: now)
        let (keyIndex, isFirst) = queue.update(batch) {
            let keyIndex = $0.append(key, for: request.waiter)
            return (keyIndex, $0.subscribe(request, slot: slot, keyIndex: keyIndex))
        }
        travellingKeys += 1
        return (Place(batch: batch, keyIndex: keyIndex), isFirst ? batch : nil)
    }

    /// The batch that takes another key of a load.
    ///
    /// A load stays whole as long as a call can carry it: its waiter gains nothing from smaller batches, and the calls of
    /// a page would depend on who else asks. So it begins no batch that has no room for all of it, and goes on in one
    /// that it has begun.
    private mutating func openBatch(for request: LoaderRequest, at now: Instant) -> BatchID {
        if let newest = queue.newest(for: request.waiter) {
            let isOpen =
                newest.isFilledByWaiter
                ? newest.keyCount < configuration.maximumBatchSize
                : newest.keyCount + min(request.newKeyCount, batchSize.keys) <= batchSize.keys
            if isOpen { return newest.id }
        }
        return queue.open(at: now, deadline: request.deadline)
    }

    /// How many of a load's keys it would add to batches, at most. Where no batch waits, or the newest has room for all of
    /// them, the number does not matter, and none is looked up.
    func newKeyCount(
        of keys: some RandomAccessCollection<Key>, for request: LoaderRequest, at now: Instant
    ) -> Int {
        guard keys.count > 1, configuration.deduplicatesKeys, let newest = queue.newest(for: request.waiter),
            newest.keyCount + keys.count > batchSize.keys
        else { return keys.count }
        return keys.count { key in
            guard let place = places[key] else { return true }
            return !queue.contains(place.batch) && joinableIndex(of: place.batch, for: request, at: now) == nil
        }
    }

    private func joinableIndex(of batch: BatchID, for request: LoaderRequest, at now: Instant) -> Int? {
        guard let index = indexInFlight(of: batch), !inFlight[index].isCancelled,
            let sentAt = inFlight[index].sentAt,
            now - sentAt <= roundTrip.stallThreshold,
            inFlight[index].fields.isSuperset(of: request.fields)
        else { return nil }
        if let notBefore = request.notBefore, sentAt < notBefore { return nil }
        return index
    }
}
