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

    /// Makes a call with one request and any number of replies, when the first one is asked for. The deadline is that of
    /// the whole stream.
    ///
    /// Reading throws what ``unary(_:_:_:)`` does, after the messages that came before it. A connection that is lost
    /// ends the stream with UNAVAILABLE; it is opened again only if it certainly did not run.
    func serverStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) -> ResponseStream<Response>
}
