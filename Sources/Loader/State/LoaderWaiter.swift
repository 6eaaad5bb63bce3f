/// A call of `load` or `loadMany` that waits for its answers.
struct LoaderWaiter<Value: Sendable, Waiter: Sendable>: Sendable {
    let waiter: Waiter
    let deadline: ContinuousClock.Instant
    /// In the order of the keys. A key without an answer has the one that it gets when the deadline passes.
    private(set) var answers: [LoaderAnswer<Value>]
    private(set) var unansweredCount: Int
    /// The batches that count this waiter.
    private(set) var batches: [BatchID] = []

    init(waiter: Waiter, deadline: ContinuousClock.Instant, keyCount: Int) {
        self.waiter = waiter
        self.deadline = deadline
        answers = Array(repeating: .loadFailed(LoaderError.deadlineExceeded), count: keyCount)
        unansweredCount = keyCount
    }

    mutating func wasCounted(by batch: BatchID) {
        batches.append(batch)
    }

    /// Fills a slot, once. Returns whether it was the last one.
    mutating func answer(_ slot: Int32, _ answer: LoaderAnswer<Value>) -> Bool {
        answers[Int(slot)] = answer
        unansweredCount -= 1
        return unansweredCount == 0
    }
}
