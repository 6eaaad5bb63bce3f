public import Messages

/// A caller's way to services: over connections (``RPCClient``) or within the process (``InProcessChannel``).
public protocol RPCChannel: Sendable {
    /// Makes a call with one request and one reply.
    ///
    /// - Throws: ``Status``: what the server answered, or DEADLINE_EXCEEDED, CANCELLED when the task is cancelled,
    ///   UNAVAILABLE when the service can't be reached, RESOURCE_EXHAUSTED when a limit is reached, INTERNAL when the
    ///   reply can't be decoded.
    func unary<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) async throws(Status) -> Response
}
