import Synchronization

/// Something that happens once, for tests to wait for instead of sleeping.
final class Signal: Sendable {
    private struct State {
        var isRaised = false
        var waiters: [UnsafeContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func raise() {
        let waiters = state.withLock { state in
            state.isRaised = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    var isRaised: Bool { state.withLock { $0.isRaised } }

    /// Waits for it, or for the task's cancellation, which counts as raising it: a test that runs out of time ends.
    func wait() async {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { waiter in
                let isRaised = state.withLock { state in
                    if !state.isRaised { state.waiters.append(waiter) }
                    return state.isRaised
                }
                if isRaised { waiter.resume() }
            }
        } onCancel: {
            raise()
        }
    }
}

/// Suspends until the task is cancelled, and throws then.
func suspendUntilCancelled() async throws {
    try await Task.sleep(for: .seconds(600))
}
