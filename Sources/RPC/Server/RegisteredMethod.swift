internal import Messages
internal import NIOCore

/// A method that a server offers, with the service that answers it.
final class RegisteredMethod: Sendable {
    let descriptor: MethodDescriptor
    let metrics: CallMetrics
    /// Each call passes it before its handler starts, and leaves it when the handler has returned.
    let gate: CallGate
    private let handler: ServerHandler

    /// - Parameter interceptors: what stands before the service, the outermost first.
    init(
        _ service: any RPCService, index: Int, descriptor: MethodDescriptor, gate: CallGate,
        interceptors: [any ServerInterceptor] = []
    ) {
        let handler: ServerHandler = { payload, context in
            try await service.handle(method: index, payload: payload, context: context)
        }
        self.handler = interceptors.reversed().reduce(handler) { next, interceptor in
            { payload, context in try await interceptor.intercept(payload: payload, context: context, next: next) }
        }
        self.descriptor = descriptor
        self.gate = gate
        metrics = CallMetrics(side: .server, service: descriptor.service, method: descriptor.name)
    }

    /// Runs the handler, unless the call has expired or lost its caller while it waited for its turn.
    func answer(_ payload: ByteBuffer, deadline: Deadline, metadata: Metadata) async -> Result<any Message, Status> {
        guard !Task.isCancelled else { return .failure(.callerCancelled) }
        guard deadline > .now() else { return .failure(.deadlineExceeded) }
        let context = CallContext(deadline: deadline, metadata: metadata, method: descriptor)
        do {
            return .success(try await handler(payload, context))
        } catch {
            return .failure(Status(handlerError: error))
        }
    }
}
