/// Where the keys are, and were: what is kept of them, and for how long.
extension BatchScheduler {
    /// Counts keys out whose batch is over. When none travels any more, nothing is kept of any.
    mutating func keysLeft(_ count: Int) {
        travellingKeys -= count
        if travellingKeys == 0 { places.removeAll(keepingCapacity: places.capacity <= Self.keptCapacity) }
    }

    /// Makes room among the places by forgetting those of keys that are over; unless so many travel that it would soon be due
    /// again: then the places grow.
    mutating func makeRoom() {
        guard travellingKeys < places.count / 4 else { return }
        var travelling = Dictionary<Key, Place>(minimumCapacity: 8 * travellingKeys)
        for (key, place) in places where isTravelling(place.batch) { travelling[key] = place }
        places = travelling
    }

    private func isTravelling(_ batch: BatchID) -> Bool {
        queue.contains(batch) || indexInFlight(of: batch).map { !inFlight[$0].isCancelled } ?? false
    }

    /// How many places may stay reserved for the next keys.
    private static var keptCapacity: Int { 4096 }
}
