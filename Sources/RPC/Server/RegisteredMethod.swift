internal import Messages
internal import NIOCore

/// A method that a server offers, with the service that answers it.
final class RegisteredMethod: Sendable {
    let descriptor: MethodDescriptor
    let metrics: CallMetrics
    private let service: any RPCService
    private let index: Int

    init(_ service: any RPCService, index: Int, descriptor: MethodDescriptor) {
        self.service = service
        self.index = index
        self.descriptor = descriptor
        metrics = CallMetrics(side: .server, service: descriptor.service, method: descriptor.name)
    }

    /// Runs the handler, unless the call has expired or lost its caller while it waited for its turn.
    func answer(_ payload: ByteBuffer, deadline: Deadline, metadata: Metadata) async -> Result<any Message, Status> {
        guard !Task.isCancelled else { return .failure(.callerCancelled) }
        guard deadline > .now() else { return .failure(.deadlineExceeded) }
        let context = CallContext(deadline: deadline, metadata: metadata, method: descriptor)
        do {
            return .success(try await service.handle(method: index, payload: payload, context: context))
        } catch {
            return .failure(Status(handlerError: error))
        }
    }
}
