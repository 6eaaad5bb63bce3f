import NIOCore
internal import Tracing

/// Made once, as an error's box is an allocation.
private let deadlineExceeded: any Error = LoaderError.deadlineExceeded

/// A call of `load` or `loadMany` that waits for its answers.
struct LoaderWaiter<Value: Sendable, Waiter: Sendable>: Sendable {
    let waiter: Waiter
    let deadline: NIODeadline
    let origin: ServiceContext?
    /// In the order of the keys. A key without an answer has the one that it gets when the deadline passes.
    private(set) var answers: [LoaderAnswer<Value>]
    private(set) var unansweredCount: Int
    /// Of the batches that count this waiter; apart from the others, as most waiters have no other.
    private var firstBatch: BatchID?
    private var otherBatches: [BatchID] = []

    /// The batches that count this waiter.
    var batches: [BatchID] {
        (firstBatch.map { [$0] } ?? []) + otherBatches
    }

    init(waiter: Waiter, _ request: LoaderRequest, keyCount: Int) {
        self.waiter = waiter
        deadline = request.deadline
        origin = request.origin
        answers = Array(repeating: .loadFailed(deadlineExceeded), count: keyCount)
        unansweredCount = keyCount
    }

    mutating func wasCounted(by batch: BatchID) {
        if firstBatch == nil { firstBatch = batch } else { otherBatches.append(batch) }
    }

    /// Fills a slot, once. Returns whether it was the last.
    mutating func answer(_ slot: Int32, _ answer: LoaderAnswer<Value>) -> Bool {
        answers[Int(slot)] = answer
        unansweredCount -= 1
        return unansweredCount == 0
    }
}
