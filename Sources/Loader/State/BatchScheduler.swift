import NIOCore

/// Which key travels in which batch, and when a batch is sent.
///
/// There is no window and no timer: a call is started at once while a slot is free, and otherwise a batch gathers keys until
/// one becomes free. A call takes the oldest batch when its task begins, not before: keys that arrive while the executor
/// is busy with others still travel with it. When the last eight loads found nothing under way, the task begins on the spot.
/// A slot becomes free when its batch comes back, or has taken so long that it counts as stalled. How many slots there are,
/// and how many keys a batch holds, follows from how long batches take.
struct BatchScheduler<Key: Hashable & Sendable>: Sendable {
    typealias Instant = NIODeadline

    /// How a key of a load was placed.
    enum Placement {
        /// It travels in a batch for the first time.
        case added
        /// Its batch waits to be sent, with the key in it.
        case deduplicated
        /// Its batch was sent a short while ago.
        case joined
    }

    /// The newest batch that holds, or held, a key, and where in it.
    struct Place: Sendable {
        let batch: BatchID
        let keyIndex: Int32
    }

    let configuration: LoaderConfiguration
    /// Where each key is that waits or is in flight. Those of batches that are over stay until there is no room, or none
    /// travels any more: nobody joins them, and to take out each key would cost more than to find it.
    var places: [Key: Place] = [:]
    /// How many keys wait or are in flight, but for those of cancelled batches.
    var travellingKeys = 0
    var queue = BatchQueue<Key>()
    /// Calls that were started and have not taken their batch yet. Each has a slot.
    var startingCalls = 0
    /// Few, so looking through all of them is fine.
    var inFlight: [LoaderBatch<Key>] = []
    var roundTrip: RoundTrip
    var batchSize: BatchSizeLimit
    var slots: SlotLimit
    /// How many loads in a row found nothing under way.
    var loneLoads = 0

    init(configuration: LoaderConfiguration) {
        self.configuration = configuration
        roundTrip = RoundTrip(initial: configuration.initialRoundTrip)
        batchSize = BatchSizeLimit(
            maximum: configuration.maximumBatchSize, targetDuration: configuration.targetBatchDuration)
        // Batches of one don't get larger by waiting.
        let minimumSlots = configuration.maximumBatchSize == 1 ? configuration.slots : 1
        slots = SlotLimit(initial: configuration.slots, in: minimumSlots...configuration.maximumSlots)
    }
}
