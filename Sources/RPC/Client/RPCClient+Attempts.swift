internal import Messages
internal import NIOCore

/// From one call to its attempts.
extension RPCClient {
    /// How often a call is made again that was never sent.
    static let unsentRetries = 3

    func attempts<Request: Message>(
        _ call: OutgoingCall<Request>, at began: Deadline
    ) async throws(Status) -> ByteBuffer {
        guard !call.options.metadata.exceedsLimits else { throw .metadataTooLarge }
        var unsentRetries = Self.unsentRetries
        var mayRepeat = call.method.idempotency.allowsRetry
        // Reading the clock costs as much as taking the lock: a call that does not wait reads it once.
        var now = began
        while true {
            guard !Task.isCancelled else { throw .callerCancelled }
            guard call.options.deadline > now else { throw .deadlineExceeded }
            let connection = try await connection(for: call.options, at: &now)
            switch await connection.call(call, at: now) {
            case .reply(let payload):
                return payload
            case .failed(let status):
                throw status
            case .unsent:
                guard unsentRetries > 0 else { throw .connectionLost }
                unsentRetries -= 1
            case .lost(let reason):
                guard mayRepeat else { throw .connectionLost(because: reason) }
                mayRepeat = false
            }
            now = .now()
        }
    }

    /// A ready connection, after a wait if need be.
    func connection(for options: CallOptions, at now: inout Deadline) async throws(Status) -> ClientConnection {
        while true {
            let time = now
            switch perform({ $0.pick(waitForReady: options.waitForReady, at: time) }) {
            case .use(let connection): return connection
            case .fail(let status): throw status
            case .wait: try await waitForConnection(options).get()
            }
            now = .now()
        }
    }
}
