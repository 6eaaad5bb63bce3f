/// One of the queues that run through the slots of an ``S3FIFOCache``: where it begins and ends, and what it holds.
struct SlotQueue {
    /// The slot that was added first; nil if the queue is empty.
    var oldest: Int?
    /// The slot that was added last; nil if the queue is empty.
    var newest: Int?
    /// Slots in the queue.
    var count = 0
    /// The sum of their costs.
    var cost = 0
}
