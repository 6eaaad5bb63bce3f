import Messages
import NIOCore
import RPC

/// A service whose methods do what a test says.
struct TestService: RPCService {
    typealias Handler = @Sendable (Blob, CallContext) async throws -> any Message
    typealias StreamHandler = @Sendable (Blob, CallContext, ResponseWriter<Blob>) async throws -> Void

    static let serviceName = "test.Service"
    /// May be repeated when nobody knows whether it ran.
    static let read = MethodDescriptor(service: serviceName, name: "Read", idempotency: .noSideEffects)
    /// May not.
    static let write = MethodDescriptor(service: serviceName, name: "Write")
    /// Answers with a stream.
    static let watch = MethodDescriptor(service: serviceName, name: "Watch", kind: .serverStream)
    static let methods = [read, write, watch]

    let handler: Handler
    let streamHandler: StreamHandler

    /// Without other words, the unary methods answer with what they are asked, and the stream with as many numbers.
    init(
        _ handler: @escaping Handler = { request, _ in request }, stream: @escaping StreamHandler = Self.count
    ) {
        self.handler = handler
        streamHandler = stream
    }

    /// Answers with what it is asked.
    static let echo = TestService()

    /// Sends as many numbers as the request says.
    static let count: StreamHandler = { request, _, responses in
        for number in 0..<(Int(request.text) ?? 0) { try await responses.write(Blob("\(number)")) }
    }

    func handle(method index: Int, payload: ByteBuffer, context: CallContext) async throws -> any Message {
        try await handler(Blob(decoding: payload), context)
    }

    func handleStream(
        method index: Int, payload: ByteBuffer, context: CallContext, responses: any ResponseSink
    ) async throws {
        try await streamHandler(Blob(decoding: payload), context, ResponseWriter(responses))
    }
}

extension CallOptions {
    /// Options with a deadline that no test should reach.
    static var patient: CallOptions { CallOptions(deadline: .now() + .seconds(120)) }

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

    /// Opens the stream of ``TestService`` with text.
    func stream(_ text: String = "", _ options: CallOptions = .patient) -> ResponseStream<Blob> {
        serverStream(TestService.watch, Blob(text), options)
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

extension ResponseStream<Blob> {
    /// Reads to the end: the messages, and the code that the stream ends with.
    func readAll() async -> (texts: [String], code: Status.Code) {
        var texts: [String] = []
        do throws(Status) {
            for try await message in self { texts.append(message.text) }
            return (texts, .ok)
        } catch {
            return (texts, error.code)
        }
    }
}
