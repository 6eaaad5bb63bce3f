public import Messages
internal import NIOCore

extension RPCClient {
    /// Makes a call; see ``RPCChannel/serverStream(_:_:_:)``.
    public func serverStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) -> ResponseStream<Response> {
        let call = OutgoingCall(method, request, options)
        return StreamCall(metrics: method.prepared.clientMetrics, requestByteCount: call.messageSize) {
            () async throws(Status) -> StreamReceiver in
            try await self.open(call)
        }.messages()
    }

    /// Opens a stream on a connection, after a wait for one if need be.
    private func open(_ call: OutgoingCall) async throws(Status) -> StreamReceiver {
        guard !call.options.metadata.exceedsLimits else { throw .metadataTooLarge }
        call.options.trailingMetadata?.replace(with: Metadata())
        var now = Deadline.now()
        guard call.options.deadline > now else { throw .deadlineExceeded }
        let connection = try await connection(for: call.options, at: &now)
        let timeout = call.options.deadline - now
        return connection.open(call, at: now) { [weak self] in self?.watch($0, $1, timeout: timeout) }
    }
}
