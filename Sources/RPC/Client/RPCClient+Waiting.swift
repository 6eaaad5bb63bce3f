internal import NIOCore

/// Calls that wait for a connection.
extension RPCClient {
    /// Waits until there may be a connection, or until there is no hope for one.
    func waitForConnection(_ options: CallOptions) async -> Result<Void, Status> {
        let id = lastWaiterID.wrappingAdd(1, ordering: .relaxed).newValue
        // A timer of its own is fine here: nobody waits on the fast path.
        let timer = eventLoopGroup.next().scheduleTask(deadline: options.deadline) {
            self.endWait(id, .deadlineExceeded)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { waiter in
                beginWait(waiter, id: id, options)
                // A cancellation or a deadline before this moment has found nobody waiting.
                if Task.isCancelled { endWait(id, .callerCancelled) }
                if options.deadline <= .now() { endWait(id, .deadlineExceeded) }
            }
        } onCancel: {
            endWait(id, .callerCancelled)
        }
    }

    private func beginWait(_ waiter: Waiter, id: UInt64, _ options: CallOptions) {
        let answer: Result<Void, Status>? = perform { pool in
            // Between the decision to wait and this moment things may have changed, and an attempt may be due again.
            let (pick, actions) = pool.pick(waitForReady: options.waitForReady, at: .now())
            switch pick {
            case .use: return (.success(()), actions)
            case .fail(let status): return (.failure(status), actions)
            case .wait:
                let isWaiting = pool.wait(waiter, id: id, untilReady: options.waitForReady)
                return (isWaiting ? nil : .failure(.tooManyCalls), actions)
            }
        }
        if let answer { waiter.resume(returning: answer) }
    }

    private func endWait(_ id: UInt64, _ status: Status) {
        pool.withLock { $0.cancelWait(id: id) }?.resume(returning: .failure(status))
    }
}
