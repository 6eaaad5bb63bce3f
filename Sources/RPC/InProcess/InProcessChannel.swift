public import Messages
internal import NIOCore

/// Calls services of the same process without a socket, and else as over a connection: messages are encoded and
/// decoded, limits and deadlines hold, cancellation reaches the handler. For tests, and for services that share a
/// process.
public struct InProcessChannel: RPCChannel {
    private let methods: MethodTable

    /// - Parameters:
    ///   - services: What can be called; their names differ.
    ///   - interceptors: What stands before all handlers, the outermost first.
    ///   - callLimit: The most handlers that run at once; calls beyond it fail as at a server without room.
    public init(
        services: [any RPCService], interceptors: [any ServerInterceptor] = [],
        callLimit: Int = RPCServerLimits().calls
    ) {
        methods = MethodTable(services, gate: CallGate(limit: callLimit), interceptors: interceptors)
    }

    /// Makes a call; see ``RPCChannel/unary(_:_:_:)``.
    public func unary<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) async throws(Status) -> Response {
        let metrics = method.prepared.clientMetrics
        let began = Deadline.now()
        let call = OutgoingCall(method, request, options)
        metrics.callStarted(requestByteCount: call.messageSize)
        do {
            let payload = try await reply(to: call)
            let response = try Response(reply: payload)
            metrics.countResponse(byteCount: payload.readableBytes)
            metrics.callEnded(.ok, after: .now() - began)
            return response
        } catch {
            metrics.callEnded(error.code, after: .now() - began)
            throw error
        }
    }

    /// Makes a call; see ``RPCChannel/serverStream(_:_:_:)``.
    public func serverStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) -> ResponseStream<Response> {
        let call = OutgoingCall(method, request, options)
        return StreamCall(metrics: method.prepared.clientMetrics, requestByteCount: call.messageSize) {
            () async throws(Status) -> StreamReceiver in
            try self.open(call)
        }.messages()
    }

    private func reply(to call: OutgoingCall) async throws(Status) -> ByteBuffer {
        let options = call.options
        let (method, payload) = try admit(call)
        let answer = await InProcessCall(deadline: options.deadline).run {
            defer { method.gate.leave() }
            let context = options.context(of: method)
            let reply =
                Task.isCancelled ? .failure(.callerCancelled) : await method.answer(payload, context, at: .now())
            let result = reply.encoded()
            return InProcessCall.Answer(result: result, trailingMetadata: context.trailingMetadata)
        }
        options.trailingMetadata?.replace(with: answer.trailingMetadata)
        return try answer.result.get()
    }

    private func open(_ call: OutgoingCall) throws(Status) -> StreamReceiver {
        let options = call.options
        let (method, payload) = try admit(call)
        let stream = InProcessStream()
        let receiver = StreamReceiver(byteLimit: RPCClientLimits().unreadBytesPerStream, upstream: stream)
        let sink = InProcessSink(stream: stream, receiver: receiver, deadline: options.deadline)
        stream.run(until: options.deadline, for: receiver) {
            defer { method.gate.leave() }
            let context = options.context(of: method)
            let result = await method.stream(payload, context, to: sink, at: .now())
            // One that was cut off has lost its caller.
            if !Task.isCancelled { options.trailingMetadata?.replace(with: context.trailingMetadata) }
            return result
        }
        return receiver
    }

    /// Finds what is called, and takes a place at its gate.
    private func admit(_ call: OutgoingCall) throws(Status) -> (method: RegisteredMethod, payload: ByteBuffer) {
        guard !call.options.metadata.exceedsLimits else { throw .metadataTooLarge }
        call.options.trailingMetadata?.replace(with: Metadata())
        guard !Task.isCancelled else { throw .callerCancelled }
        guard call.options.deadline > .now() else { throw .deadlineExceeded }
        let payload = try Self.encode(call)
        let method = try methods.find(
            service: ByteBuffer(string: call.method.service), method: ByteBuffer(string: call.method.name))
        guard method.gate.enter() else { throw .serverBusy }
        return (method, payload)
    }

    private static func encode(_ call: OutgoingCall) throws(Status) -> ByteBuffer {
        let frameSize = call.head(at: .now()).byteCount(messageSize: call.messageSize)
        guard frameSize <= FrameHeader.payloadLimit else { throw .messageTooLarge("request", size: frameSize) }
        var payload = ByteBuffer()
        call.request.encode(into: &payload)
        guard payload.readableBytes == call.messageSize else { throw .wrongEncodedSize }
        return payload
    }
}

extension CallOptions {
    /// What the handler is told of a call with these options.
    fileprivate func context(of method: RegisteredMethod) -> CallContext {
        CallContext(
            deadline: deadline, metadata: metadata, method: method.descriptor, peer: .inProcess,
            trailers: TrailingMetadata())
    }
}

extension Reply {
    /// The message's bytes, or the status.
    fileprivate func encoded() -> Result<ByteBuffer, Status> {
        switch self {
        case .failure(let status):
            return .failure(status)
        case .message(let message, let size):
            var payload = ByteBuffer()
            message.encode(into: &payload)
            return payload.readableBytes == size ? .success(payload) : .failure(.wrongEncodedSize)
        }
    }
}
