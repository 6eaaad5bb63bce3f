public import Messages

/// Stands before a channel: for credentials, tracing, logging, retries of one's own.
public protocol ClientInterceptor: Sendable {
    /// Makes a call: usually by calling `next`, perhaps with other options, perhaps several times.
    ///
    /// - Throws: what the caller is to see; `next` throws what the channel does.
    func intercept<Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions,
        next: (CallOptions) async throws(Status) -> Response
    ) async throws(Status) -> Response

    /// Makes a call that is answered with a stream: usually by calling `next`, perhaps with other options, perhaps
    /// reading its messages into a stream of one's own.
    func interceptStream<Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions,
        next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>
    ) -> ResponseStream<Response>
}
