public import Messages
public import NIOCore

/// A service that a server offers. Generated handler protocols refine it and implement ``handle(method:payload:context:)``.
public protocol RPCService: Sendable {
    /// The full name, for example `lyceum.course.v1.CourseService`.
    static var serviceName: String { get }
    /// The methods; a method's position is what ``handle(method:payload:context:)`` is given.
    static var methods: [MethodDescriptor] { get }

    /// Decodes the request, runs the method, and returns its reply.
    ///
    /// It runs in a task that is cancelled when the deadline passes, the caller gives up, or the connection dies, and that
    /// may have run other calls before, one after the other. Until it first waits for something it runs on the
    /// connection's event loop: one that computes for long, or blocks, has to leave it (`@concurrent`).
    /// - Throws: A ``Status`` for the caller; it sees any other error as UNKNOWN.
    func handle(method index: Int, payload: ByteBuffer, context: CallContext) async throws -> any Message

    /// As ``handle(method:payload:context:)``, for a method that answers with a stream, which ends when this returns.
    func handleStream(
        method index: Int, payload: ByteBuffer, context: CallContext, responses: any ResponseSink
    ) async throws
}

extension RPCService {
    /// For services without streams: UNIMPLEMENTED.
    public func handleStream(
        method index: Int, payload: ByteBuffer, context: CallContext, responses: any ResponseSink
    ) async throws {
        throw Status.wrongKind
    }
}
