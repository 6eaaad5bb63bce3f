import NIOCore
import Synchronization
internal import Tracing

/// Waiting for answers, and being released by a plug or a cancellation.
extension Loader: LoadReleasing {
    /// Waits for one answer for each key, with one continuation for all.
    ///
    /// - Parameter plug: Holds the load back until the request's work has suspended; nil to load at once.
    func answers(
        for keys: some RandomAccessCollection<Key>, _ wish: LoaderWish, heldBy plug: LoadPlug? = nil
    ) async -> [LoaderAnswer<Value>] {
        guard !keys.isEmpty else { return [] }
        // A call that starts on the spot would be made before anybody could cancel it.
        guard !Task.isCancelled else { return keys.map { _ in .loadFailed(CancellationError()) } }
        let request = LoaderRequest(
            waiter: WaiterID(rawValue: lastWaiter.wrappingAdd(1, ordering: .relaxed).newValue),
            deadline: wish.deadline, notBefore: wish.notBefore, fields: wish.fields,
            origin: isTraced ? .current : nil)
        let answers = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                begin(keys, for: LoaderCaller(continuation: continuation, plug: plug), request)
                // A cancellation in between has found nobody to cancel.
                if Task.isCancelled { cancel(request.waiter) }
            }
        } onCancel: {
            cancel(request.waiter)
        }
        guard let project, wish.fields != .all else { return answers }
        return answers.map { $0.mapValue { project($0, wish.fields) } }
    }

    private func begin(
        _ keys: some RandomAccessCollection<Key>, for caller: LoaderCaller<Value>, _ request: LoaderRequest
    ) {
        let now = NIODeadline.now()
        if let plug = caller.plug {
            perform { $0.state.stage(Array(keys), for: caller, request, at: now) }
            plug.stage(PluggedLoad(loader: self, waiter: request.waiter))
        } else {
            perform { $0.state.load(keys, for: caller, request, at: now) }
        }
    }

    func release(_ waiters: [WaiterID]) {
        let now = NIODeadline.now()
        perform { $0.state.released(waiters, at: now) }
    }

    private func cancel(_ waiter: WaiterID) {
        let now = NIODeadline.now()
        perform { $0.state.waiterCancelled(waiter, at: now) }
    }
}

extension Loader {
    /// A result with no more than the given fields.
    func projected(_ result: Result<Value, any Error>, to fields: LoaderFields) -> Result<Value, any Error> {
        guard let project, fields != .all else { return result }
        return result.map { project($0, fields) }
    }
}
