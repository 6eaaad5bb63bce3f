import NIOCore
import Synchronization

/// Carrying out what the state decides, outside its lock.
extension Loader {
    /// Reports an event to the state and does what it asks for, but for what the call that begins is to fetch.
    @discardableResult
    func perform(_ event: (inout Shared) -> State.Actions) -> LoaderDispatch<Key>? {
        let actions = shared.withLock { shared in
            let actions = event(&shared)
            guard !actions.startsCallsOnTheSpot else { return actions }
            // A call that begins finds its task here, as it has to wait for the lock.
            for call in actions.calls { shared.calls[call] = Task.detached { await self.run(call) } }
            return actions
        }
        let plugs = actions.answers.compactMap { $0.waiter.plug }
        for plug in plugs { plug.answerBegins() }
        for (caller, answers) in actions.answers { caller.continuation.resume(returning: answers) }
        for plug in plugs { plug.answerEnded() }
        for call in actions.cancellations { shared.withLock { $0.calls[call] }?.cancel() }
        if let moment = actions.wakeUp { wakeUp(at: moment) }
        report(actions)
        if actions.startsCallsOnTheSpot { for call in actions.calls { startOnTheSpot(call) } }
        return actions.dispatch
    }

    /// Starts a call, which goes on here until the fetch function first waits.
    private func startOnTheSpot(_ call: CallID) {
        let task = Task.immediateDetached { await self.run(call) }
        let isCancelled = shared.withLock { shared in
            let isCancelled = shared.state.isCancelled(call)
            if isCancelled == false { shared.calls[call] = task }
            return isCancelled
        }
        // Whoever cancelled the call found no task to cancel.
        if isCancelled == true { task.cancel() }
    }

    /// Calls the fetch function, in a task that inherits nothing from the caller who happened to be the first.
    private func run(_ call: CallID) async {
        let now = NIODeadline.now()
        let dispatch = perform { shared in
            let actions = shared.state.callBegins(call, at: now)
            if actions.dispatch == nil { shared.calls[call] = nil }
            return actions
        }
        guard let dispatch else { return }
        let outcome: Result<[Result<Value, any Error>], any Error>
        do {
            outcome = .success(try await fetchTraced(dispatch, context(of: dispatch)))
        } catch {
            outcome = .failure(error)
        }
        let end = NIODeadline.now()
        perform { shared in
            shared.calls[call] = nil
            return shared.state.batchEnded(dispatch.batch, with: outcome, at: end)
        }
    }

    private func context(of dispatch: LoaderDispatch<Key>) -> LoaderContext {
        LoaderContext(name: configuration.name, deadline: dispatch.deadline, fields: dispatch.fields)
    }

    private func wakeUp(at moment: NIODeadline) {
        Task.detached { [weak self] in
            // The clock of `NIODeadline`, which stands still while the machine is suspended.
            try? await Task.sleep(for: Duration(moment - .now()), clock: .suspending)
            let now = NIODeadline.now()
            self?.perform { $0.state.wokeUp(for: moment, at: now) }
        }
    }

    private func report(_ actions: State.Actions) {
        guard let observer else { return }
        if let dispatch = actions.dispatch {
            observer.batchDispatched(
                keyCount: dispatch.keys.count, waiterCount: dispatch.waiterCount, queueWait: dispatch.queueWait)
        }
        if actions.joinedKeys + actions.deduplicatedKeys > 0 {
            observer.keysCoalesced(joined: actions.joinedKeys, deduplicated: actions.deduplicatedKeys)
        }
        if let completion = actions.completion {
            observer.batchCompleted(
                keyCount: completion.keyCount, duration: completion.duration, outcome: completion.outcome)
        }
    }
}
