/// What is to be done after an event, in any order.
struct LoaderActions<Key: Hashable & Sendable, Value: Sendable, Waiter: Sendable>: Sendable {
    var dispatches: [LoaderDispatch<Key>] = []
    /// Waiters to resume. The state has forgotten them: each occurs here once in its life.
    var answers: [(waiter: Waiter, answers: [LoaderAnswer<Value>])] = []
    /// Batches whose calls are to be cancelled.
    var cancellations: [BatchID] = []
    /// When to report a `wokeUp` event, beside those asked for before.
    var wakeUp: ContinuousClock.Instant?
    /// Keys of this load that were in flight already.
    var joinedKeys = 0
    /// Keys of this load that were waiting to be sent already.
    var deduplicatedKeys = 0
    var completion: LoaderCompletion?
}
