internal import Messages
internal import NIOCore

/// From one call to its attempts.
extension RPCClient {
    func attempts(_ call: OutgoingCall, at began: Deadline) async throws(Status) -> ByteBuffer {
        guard !call.options.metadata.exceedsLimits else { throw .metadataTooLarge }
        // Made when the first has failed: most calls need no other.
        var attempts: CallAttempts?
        // Reading the clock costs as much as taking the lock: a call that does not wait reads it once.
        var now = began
        while true {
            guard call.options.deadline > now else { throw .deadlineExceeded }
            // Most calls need no wait, and are spared another asynchronous function.
            let ready = pool.withLock { $0.pickReady(at: now) }
            let connection = if let ready { ready } else { try await connection(for: call.options, at: &now) }
            call.options.trailingMetadata?.replace(with: Metadata())
            let outcome = await connection.call(call, at: now, failedAttempts: attempts?.failed ?? 0)
            watch(connection, outcome, timeout: call.options.deadline - now)
            if case .reply(let payload) = outcome {
                retryBudget.callSucceeded()
                return payload
            }
            now = .now()
            switch decide(&attempts, outcome.asSaid(of: call.method), call, at: now) {
            case .fail(let status): throw status
            case .repeatUnsent: call.method.prepared.clientMetrics.callRetried()
            case .retry(let delay):
                call.method.prepared.clientMetrics.callRetried()
                try? await Task.sleep(for: .nanoseconds(delay.nanoseconds))
                now = .now()
            }
        }
    }

    private func decide(
        _ attempts: inout CallAttempts?, _ outcome: CallOutcome, _ call: OutgoingCall, at now: Deadline
    ) -> CallAttempts.Decision {
        var decided = attempts ?? CallAttempts(configuration.retry, call.method.idempotency)
        defer { attempts = decided }
        guard let status = outcome.failure else { return decided.wasUnsent() }
        return decided.failed(
            with: status, at: now, deadline: call.options.deadline, budget: retryBudget, jitter: .random(in: 0...1))
    }

    /// Takes note of how a call or a stream ended: ejects the endpoint if that makes it an outlier, and lets calls go
    /// elsewhere for a moment if it had no room. Other failures show that it works.
    ///
    /// - Parameter timeout: the time that it had.
    func watch(_ connection: ClientConnection, _ outcome: CallOutcome, timeout: TimeAmount) {
        if case .reply = outcome { return connection.failures.succeeded() }
        guard let status = outcome.failure, status != .callerCancelled else { return }
        guard status.code != .resourceExhausted else {
            // Else it may be this side that has too many calls, or a message that is too long.
            if case .after = status.retryPushback { connection.serverLoad.refused(at: .now()) }
            return
        }
        let policy = configuration.ejection
        guard policy.failureCodes.contains(status.code) else { return connection.failures.succeeded() }
        guard status.code != .deadlineExceeded || timeout >= policy.minimumTimeout else { return }
        guard !connection.isReplaced, connection.failures.failed() else { return }
        perform { $0.eject(connection.failures, at: .now()) }
    }

    /// A ready connection, after a wait if need be, in time for the deadline: the request has to say what is left of
    /// it, and nothing would mean for ever.
    func connection(for options: CallOptions, at now: inout Deadline) async throws(Status) -> ClientConnection {
        guard !Task.isCancelled else { throw .callerCancelled }
        while true {
            let time = now
            switch perform({ $0.pick(waitForReady: options.waitForReady, at: time) }) {
            case .use(let connection): return connection
            case .fail(let status): throw status
            case .wait: try await waitForConnection(options).get()
            }
            // Who has waited may be told late.
            now = .now()
            guard options.deadline > now else { throw .deadlineExceeded }
        }
    }
}
