public import Messages

/// A channel whose calls pass an interceptor on their way. Wrap it again for a second one, which is then the outer one.
public struct InterceptedChannel<Interceptor: ClientInterceptor>: RPCChannel {
    private let channel: any RPCChannel
    private let interceptor: Interceptor

    /// Puts an interceptor before a channel.
    public init(_ channel: any RPCChannel, _ interceptor: Interceptor) {
        self.channel = channel
        self.interceptor = interceptor
    }

    /// Makes a call; see ``RPCChannel/unary(_:_:_:)``.
    public func unary<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) async throws(Status) -> Response {
        try await interceptor.intercept(method, options) { (options) async throws(Status) -> Response in
            try await channel.unary(method, request, options)
        }
    }

    /// Makes a call; see ``RPCChannel/serverStream(_:_:_:)``.
    public func serverStream<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) -> ResponseStream<Response> {
        interceptor.interceptStream(method, options) { [channel] options in
            channel.serverStream(method, request, options)
        }
    }
}
