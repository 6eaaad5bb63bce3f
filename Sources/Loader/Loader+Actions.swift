import Synchronization

/// Carrying out what the state decides, outside its lock.
extension Loader {
    /// Reports an event to the state and does what it asks for.
    func perform(_ event: (inout Shared) -> State.Actions) {
        let actions = shared.withLock { event(&$0) }
        for dispatch in actions.dispatches { start(dispatch) }
        let plugs = actions.answers.compactMap { $0.waiter.plug }
        for plug in plugs { plug.answerBegins() }
        for (caller, answers) in actions.answers { caller.continuation.resume(returning: answers) }
        for plug in plugs { plug.answerEnded() }
        for batch in actions.cancellations { cancelCall(of: batch) }
        if let moment = actions.wakeUp { wakeUp(at: moment) }
        if observer != nil { report(actions) }
    }

    /// Calls the fetch function in a task that inherits nothing from the caller who happened to be the first.
    private func start(_ dispatch: LoaderDispatch<Key>) {
        let call = Task.detached { await self.call(dispatch) }
        let isCancelled = shared.withLock { shared in
            let isCancelled = shared.state.isCancelled(dispatch.batch)
            if isCancelled != nil { shared.calls[dispatch.batch] = call }
            return isCancelled
        }
        if isCancelled == true { call.cancel() }
    }

    private func call(_ dispatch: LoaderDispatch<Key>) async {
        let outcome: Result<[Result<Value, any Error>], any Error>
        do {
            outcome = .success(try await fetchTraced(dispatch, context(of: dispatch)))
        } catch {
            outcome = .failure(error)
        }
        let now = ContinuousClock.now
        perform { shared in
            shared.calls[dispatch.batch] = nil
            return shared.state.batchEnded(dispatch.batch, with: outcome, at: now)
        }
    }

    private func context(of dispatch: LoaderDispatch<Key>) -> LoaderContext {
        LoaderContext(name: configuration.name, deadline: dispatch.deadline, fields: dispatch.fields)
    }

    private func cancelCall(of batch: BatchID) {
        shared.withLock { $0.calls[batch] }?.cancel()
    }

    private func wakeUp(at moment: ContinuousClock.Instant) {
        Task.detached { [weak self] in
            try? await Task.sleep(until: moment, clock: .continuous)
            let now = ContinuousClock.now
            self?.perform { $0.state.wokeUp(at: now) }
        }
    }

    private func report(_ actions: State.Actions) {
        guard let observer else { return }
        for dispatch in actions.dispatches {
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
