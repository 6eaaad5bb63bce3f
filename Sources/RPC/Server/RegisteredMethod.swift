internal import Messages
internal import NIOCore

/// A method that a server offers, with the service that answers it.
final class RegisteredMethod: Sendable {
    let descriptor: MethodDescriptor
    let metrics: CallMetrics
    /// Each call passes it before its handler starts, and leaves it when the handler has returned.
    let gate: CallGate
    private let handler: Handler

    private enum Handler {
        /// A unary method that nothing stands before: a closure in between would be another asynchronous function.
        case direct(any RPCService, index: Int)
        case unary(ServerHandler)
        case serverStream(ServerStreamHandler)
    }

    /// What requests begin with that name the method.
    var requestPrefix: ByteBuffer { descriptor.prepared.requestPrefix }

    /// - Parameter interceptors: what stands before the service, the outermost first.
    init(
        _ service: any RPCService, index: Int, descriptor: MethodDescriptor, gate: CallGate,
        interceptors: [any ServerInterceptor] = []
    ) {
        handler =
            switch descriptor.kind {
            case .unary where interceptors.isEmpty: .direct(service, index: index)
            case .unary: .unary(Self.handler(service, index, interceptors))
            case .serverStream: .serverStream(Self.streamHandler(service, index, interceptors))
            }
        self.descriptor = descriptor
        self.gate = gate
        metrics = CallMetrics(side: .server, service: descriptor.service, method: descriptor.name)
    }

    /// Runs the handler, unless the call has expired while it waited for its turn.
    func answer(_ payload: ByteBuffer, _ context: CallContext, at now: Deadline) async -> Reply {
        guard context.deadline > now else { return .failure(.deadlineExceeded) }
        do {
            switch handler {
            case .direct(let service, let index):
                return Reply(try await service.handle(method: index, payload: payload, context: context))
            case .unary(let handler): return Reply(try await handler(payload, context))
            case .serverStream: return .failure(.wrongKind)
            }
        } catch {
            return .failure(Status(handlerError: error))
        }
    }

    /// As ``answer(_:_:at:)``, for a method that answers with a stream, and unless the call has lost its caller meanwhile.
    func stream(
        _ payload: ByteBuffer, _ context: CallContext, to responses: any ResponseSink, at now: Deadline
    ) async -> Result<Void, Status> {
        guard !Task.isCancelled else { return .failure(.callerCancelled) }
        guard context.deadline > now else { return .failure(.deadlineExceeded) }
        guard case .serverStream(let handler) = handler else { return .failure(.wrongKind) }
        do {
            return .success(try await handler(payload, context, responses))
        } catch {
            return .failure(Status(handlerError: error))
        }
    }
}

/// What runs for a call: the interceptors, the outermost first, and the service.
extension RegisteredMethod {
    private static func handler(
        _ service: any RPCService, _ index: Int, _ interceptors: [any ServerInterceptor]
    ) -> ServerHandler {
        var handler: ServerHandler = { payload, context in
            try await service.handle(method: index, payload: payload, context: context)
        }
        // Not by `reduce`: what passes a generic function is wrapped, and each call pays for that.
        for interceptor in interceptors.reversed() {
            handler = { [next = handler] payload, context in
                try await interceptor.intercept(payload: payload, context: context, next: next)
            }
        }
        return handler
    }

    private static func streamHandler(
        _ service: any RPCService, _ index: Int, _ interceptors: [any ServerInterceptor]
    ) -> ServerStreamHandler {
        var handler: ServerStreamHandler = { payload, context, responses in
            try await service.handleStream(method: index, payload: payload, context: context, responses: responses)
        }
        for interceptor in interceptors.reversed() {
            handler = { [next = handler] payload, context, responses in
                try await interceptor.interceptStream(
                    payload: payload, context: context, responses: responses, next: next)
            }
        }
        return handler
    }
}
