public import Messages
public import NIOCore

/// Answers an encoded request: a handler, or an interceptor and all that is behind it.
public typealias ServerHandler = @Sendable (ByteBuffer, CallContext) async throws -> any Message

/// Answers an encoded request with a stream: a handler, or an interceptor and all that is behind it.
public typealias ServerStreamHandler = @Sendable (ByteBuffer, CallContext, any ResponseSink) async throws -> Void

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

    /// Answers a call with a stream: usually by calling `next`, perhaps with a sink of one's own that sees the messages.
    func interceptStream(
        payload: ByteBuffer, context: CallContext, responses: any ResponseSink, next: ServerStreamHandler
    ) async throws
}

extension ServerInterceptor {
    /// The whole stream passes ``intercept(payload:context:next:)`` as one call whose reply is empty, so that what an
    /// interceptor keeps out or measures holds for streams as well.
    public func interceptStream(
        payload: ByteBuffer, context: CallContext, responses: any ResponseSink, next: ServerStreamHandler
    ) async throws {
        _ = try await intercept(payload: payload, context: context) { payload, context in
            try await next(payload, context, responses)
            return EndOfStream()
        }
    }
}

/// What stands for the reply of a call that has none.
private struct EndOfStream: Message {
    static let fullName = "google.protobuf.Empty"
    var encodedSize: Int { 0 }

    init() {}
    init(decoding bytes: ByteBuffer) {}
    func encode(into buffer: inout ByteBuffer) {}
}
