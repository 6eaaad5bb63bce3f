import NIOCore

extension BatchScheduler {
    /// Where in `inFlight` the batch is. Looks at one batch after the other in place, as copying one costs more.
    func indexInFlight(of id: BatchID) -> Int? {
        inFlight.indices.first { inFlight[$0].id == id }
    }

    /// Nil for a call that carries no batch: it has not begun, or is over.
    func isCancelled(_ call: CallID) -> Bool? {
        inFlight.indices.first { inFlight[$0].call == call }.map { inFlight[$0].isCancelled }
    }

    /// Takes out a batch whose call ended.
    mutating func end(_ id: BatchID) -> LoaderBatch<Key>? {
        guard let index = indexInFlight(of: id) else { return nil }
        let batch = inFlight.remove(at: index)
        if !batch.isCancelled { keysLeft(batch.keys.count) }
        return batch
    }

    /// Learns how long a round trip is from a batch that came back with results, and what load the backend bears.
    mutating func recordRoundTrip(of batch: LoaderBatch<Key>, at now: Instant) {
        guard let sentAt = batch.sentAt else { return }
        let duration = now - sentAt
        // A stall says nothing about the load.
        guard duration <= roundTrip.stallThreshold else { return roundTrip.record(duration) }
        roundTrip.record(duration)
        batchSize.record(duration, keyCount: batch.keys.count, isClosed: batch.isClosed)
        slots.record(roundTrip.smoothed, hasFullBatchWaiting: queue.hasFullBatch(of: batchSize.keys))
    }

    /// Counts a waiter out of a batch. Returns the call to be cancelled if nobody is left.
    mutating func leave(_ id: BatchID) -> CallID? {
        if queue.contains(id) {
            queue.update(id) { $0.leave() }
            return nil
        }
        guard let index = indexInFlight(of: id), !inFlight[index].isCancelled else { return nil }
        inFlight[index].leave()
        guard inFlight[index].waiterCount == 0 else { return nil }
        cancelBatch(at: index)
        return inFlight[index].call
    }

    /// Gives up the batches that are past their deadline and returns them as they were.
    mutating func cancelOverdue(at now: Instant) -> [LoaderBatch<Key>] {
        let overdue = inFlight.indices.filter { !inFlight[$0].isCancelled && inFlight[$0].deadline <= now }
        return overdue.map { index in
            let batch = inFlight[index]
            cancelBatch(at: index)
            return batch
        }
    }

    /// The batch stays in flight, and counts against the hard limit, until its call has noticed.
    private mutating func cancelBatch(at index: Int) {
        keysLeft(inFlight[index].keys.count)
        inFlight[index].cancel()
    }
}
