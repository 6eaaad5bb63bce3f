import NIOCore

/// What is to be done after an event, in any order.
struct LoaderActions<Key: Hashable & Sendable, Value: Sendable, Waiter: Sendable>: Sendable {
    /// Calls to start, in a task each, which reports `callBegins` as the first thing it does.
    var calls: [CallID] = []
    /// Whether the calls' tasks start on the spot, not when the executor comes to it.
    var startsCallsOnTheSpot = false
    /// What the call that begins is to fetch.
    var dispatch: LoaderDispatch<Key>?
    /// Waiters to resume. The state has forgotten them: each occurs here once in its life.
    var answers: [(waiter: Waiter, answers: [LoaderAnswer<Value>])] = []
    /// Calls to be cancelled.
    var cancellations: [CallID] = []
    /// When to report a `wokeUp` event, beside those asked for before.
    var wakeUp: NIODeadline?
    /// Keys of this load that were in flight already.
    var joinedKeys = 0
    /// Keys of this load that were waiting to be sent already.
    var deduplicatedKeys = 0
    var completion: LoaderCompletion?
}
