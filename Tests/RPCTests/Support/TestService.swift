import Messages
import NIOCore
import RPC

/// A service whose one method does what a test says.
struct TestService: RPCService {
    typealias Handler = @Sendable (Blob, CallContext) async throws -> any Message

    static let serviceName = "test.Service"
    /// May be repeated when nobody knows whether it ran.
    static let read = MethodDescriptor(service: serviceName, name: "Read", idempotency: .noSideEffects)
    /// May not.
    static let write = MethodDescriptor(service: serviceName, name: "Write")
    static let methods = [read, write]

    let handler: Handler

    init(_ handler: @escaping Handler) {
        self.handler = handler
    }

    /// Answers with what it is asked.
    static let echo = TestService { request, _ in request }

    func handle(method index: Int, payload: ByteBuffer, context: CallContext) async throws -> any Message {
        try await handler(Blob(decoding: payload), context)
    }
}

extension CallOptions {
    /// Options with a deadline that no test should reach.
    static var patient: CallOptions { CallOptions(deadline: .now() + .seconds(30)) }

    static func within(_ amount: TimeAmount) -> CallOptions { CallOptions(deadline: .now() + amount) }
}

extension RPCChannel {
    /// Calls a method of ``TestService`` with text.
    func call(
        _ text: String = "", _ method: MethodDescriptor = TestService.read, _ options: CallOptions = .patient
    ) async throws -> String {
        let reply: Blob = try await unary(method, Blob(text), options)
        return reply.text
    }

    /// The code that a call ends with.
    func code(
        _ text: String = "", _ method: MethodDescriptor = TestService.read, _ options: CallOptions = .patient
    ) async -> Status.Code {
        do {
            _ = try await call(text, method, options)
            return .ok
        } catch {
            return (error as? Status)?.code ?? .unknown
        }
    }
}
