import Messages
import NIOCore
import RPC

/// Counts the calls that requests make themselves, by method, and hands the traces of their clients on with them. It
/// stands before ``ClientTracing``, which, where there is a tracer, puts the context of its span in their place.
struct AccountingInterceptor: ClientInterceptor {
    func intercept<Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions,
        next: (CallOptions) async throws(Status) -> Response
    ) async throws(Status) -> Response {
        guard let account = RequestAccount.current else { return try await next(options) }
        let start = NIODeadline.now()
        defer {
            account.record(method.name) { tally in
                tally.countCall()
                tally.countWait(.now() - start)
            }
        }
        return try await next(account.handingTraceOn(in: options))
    }

    /// Streams outlive the answer's head, which would tell of them.
    func interceptStream<Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions,
        next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>
    ) -> ResponseStream<Response> {
        next(options)
    }
}
