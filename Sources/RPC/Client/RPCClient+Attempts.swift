internal import Messages
internal import NIOCore

/// From one call to its attempts.
extension RPCClient {
    /// How often a call is made again that was never sent.
    private static let unsentRetries = 3

    func attempts<Request: Message>(_ call: OutgoingCall<Request>) async throws(Status) -> ByteBuffer {
        guard !call.options.metadata.exceedsLimits else { throw .metadataTooLarge }
        var unsentRetries = Self.unsentRetries
        var mayRepeat = call.method.idempotency.allowsRetry
        while true {
            guard !Task.isCancelled else { throw .callerCancelled }
            guard call.options.deadline > .now() else { throw .deadlineExceeded }
            let connection = try await connection(for: call.options)
            switch await connection.call(call) {
            case .reply(let payload):
                return payload
            case .failed(let status):
                throw status
            case .unsent:
                guard unsentRetries > 0 else { throw .connectionLost }
                unsentRetries -= 1
            case .lost:
                guard mayRepeat else { throw .connectionLost }
                mayRepeat = false
            }
        }
    }

    /// A ready connection, after a wait if need be.
    private func connection(for options: CallOptions) async throws(Status) -> ClientConnection {
        while true {
            let now = Deadline.now()
            switch perform({ $0.pick(waitForReady: options.waitForReady, at: now) }) {
            case .use(let connection): return connection
            case .fail(let status): throw status
            case .wait: try await waitForConnection(options).get()
            }
        }
    }
}
