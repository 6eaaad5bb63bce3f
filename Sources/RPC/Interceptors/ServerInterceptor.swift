public import Messages
public import NIOCore

/// Answers an encoded request: a handler, or an interceptor and all that is behind it.
public typealias ServerHandler = @Sendable (ByteBuffer, CallContext) async throws -> any Message

/// Stands before the handlers of a server: for authentication, tracing, logging.
///
/// It runs in the call's task, after the limits and the deadline were checked. The first interceptor of a server is the
/// outermost one.
public protocol ServerInterceptor: Sendable {
    /// Answers a call: usually by calling `next`, perhaps with another context.
    ///
    /// - Parameters:
    ///   - payload: the encoded request.
    /// - Throws: what a handler may throw; see ``RPCService/handle(method:payload:context:)``.
    func intercept(payload: ByteBuffer, context: CallContext, next: ServerHandler) async throws -> any Message
}
