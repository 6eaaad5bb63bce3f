public import Messages

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
        for _ in 0...CallAttempts.unsentLimit {
            guard !Task.isCancelled else { throw .callerCancelled }
            guard call.options.deadline > now else { throw .deadlineExceeded }
            switch try await connection(for: call.options, at: &now).open(call, at: now) {
            case .success(let receiver): return receiver
            case .failure(let refusal):
                guard case .failed(let status) = refusal.outcome else { continue }
                throw status
            }
        }
        throw .connectionLost
    }
}
