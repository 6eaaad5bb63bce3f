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
        case unary(ServerHandler)
        case serverStream(ServerStreamHandler)
    }

    /// - Parameter interceptors: what stands before the service, the outermost first.
    init(
        _ service: any RPCService, index: Int, descriptor: MethodDescriptor, gate: CallGate,
        interceptors: [any ServerInterceptor] = []
    ) {
        handler =
            switch descriptor.kind {
            case .unary: .unary(Self.handler(service, index, interceptors))
            case .serverStream: .serverStream(Self.streamHandler(service, index, interceptors))
            }
        self.descriptor = descriptor
        self.gate = gate
        metrics = CallMetrics(side: .server, service: descriptor.service, method: descriptor.name)
    }

    /// Runs the handler, unless the call has expired or lost its caller while it waited for its turn.
    func answer(_ payload: ByteBuffer, _ context: CallContext) async -> Result<any Message, Status> {
        guard !Task.isCancelled else { return .failure(.callerCancelled) }
        guard context.deadline > .now() else { return .failure(.deadlineExceeded) }
        guard case .unary(let handler) = handler else { return .failure(.wrongKind) }
        do {
            return .success(try await handler(payload, context))
        } catch {
            return .failure(Status(handlerError: error))
        }
    }

    /// As ``answer(_:_:)``, for a method that answers with a stream.
    func stream(
        _ payload: ByteBuffer, _ context: CallContext, to responses: any ResponseSink
    ) async -> Result<Void, Status> {
        guard !Task.isCancelled else { return .failure(.callerCancelled) }
        guard context.deadline > .now() else { return .failure(.deadlineExceeded) }
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
        let handler: ServerHandler = { payload, context in
            try await service.handle(method: index, payload: payload, context: context)
        }
        return interceptors.reversed().reduce(handler) { next, interceptor in
            { payload, context in try await interceptor.intercept(payload: payload, context: context, next: next) }
        }
    }

    private static func streamHandler(
        _ service: any RPCService, _ index: Int, _ interceptors: [any ServerInterceptor]
    ) -> ServerStreamHandler {
        let handler: ServerStreamHandler = { payload, context, responses in
            try await service.handleStream(method: index, payload: payload, context: context, responses: responses)
        }
        return interceptors.reversed().reduce(handler) { next, interceptor in
            { payload, context, responses in
                try await interceptor.interceptStream(
                    payload: payload, context: context, responses: responses, next: next)
            }
        }
    }
}
