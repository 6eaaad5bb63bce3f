import Messages
import NIOCore
import RPC
import Testing

@Suite("Interceptors", .timeLimit(.minutes(1)))
struct InterceptorTests {
    /// Adds a letter to the metadata on the way in, and to the reply on the way out.
    struct Stamp: ServerInterceptor {
        let letter: String

        func intercept(payload: ByteBuffer, context: CallContext, next: ServerHandler) async throws -> any Message {
            var context = context
            context.metadata.append(letter, for: "stamp")
            let reply = try await next(payload, context)
            return Blob((reply as? Blob).map { $0.text + letter } ?? "")
        }
    }

    struct Doorkeeper: ServerInterceptor {
        func intercept(payload: ByteBuffer, context: CallContext, next: ServerHandler) async throws -> any Message {
            guard context.metadata["token"] == "valid" else { throw Status(code: .unauthenticated) }
            return try await next(payload, context)
        }
    }

    struct Credentials: ClientInterceptor {
        func intercept<Response: Message>(
            _ method: MethodDescriptor, _ options: CallOptions,
            next: (CallOptions) async throws(Status) -> Response
        ) async throws(Status) -> Response {
            var options = options
            options.metadata.append("valid", for: "token")
            return try await next(options)
        }

        func interceptStream<Response: Message>(
            _ method: MethodDescriptor, _ options: CallOptions,
            next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>
        ) -> ResponseStream<Response> {
            var options = options
            options.metadata.append("valid", for: "token")
            return next(options)
        }
    }

    /// Writes each message twice.
    struct Doubler: ServerInterceptor {
        struct Sink: ResponseSink {
            let sink: any ResponseSink

            func write(_ message: any Message) async throws(Status) {
                try await sink.write(message)
                try await sink.write(message)
            }
        }

        func intercept(payload: ByteBuffer, context: CallContext, next: ServerHandler) async throws -> any Message {
            try await next(payload, context)
        }

        func interceptStream(
            payload: ByteBuffer, context: CallContext, responses: any ResponseSink, next: ServerStreamHandler
        ) async throws {
            try await next(payload, context, Sink(sink: responses))
        }
    }

    @Test("Streams pass the interceptors of unary calls; one of their own sees their messages")
    func streams() async {
        let service = TestService(stream: { _, context, responses in
            try await responses.write(Blob(context.metadata.values(for: "stamp").joined()))
        })
        let server = InProcessChannel(
            services: [service], interceptors: [Doorkeeper(), Stamp(letter: "a"), Doubler(), Stamp(letter: "b")])
        #expect(await server.stream().readAll().code == .unauthenticated)
        let (texts, code) = await InterceptedChannel(server, Credentials()).stream().readAll()
        #expect(texts == ["ab", "ab"])
        #expect(code == .ok)
    }

    @Test("A server's interceptors run in their order, and back in the opposite one")
    func order() async throws {
        let service = TestService { _, context in Blob(context.metadata.values(for: "stamp").joined() + "|") }
        let server = InProcessChannel(services: [service], interceptors: [Stamp(letter: "a"), Stamp(letter: "b")])
        let reply = try await server.call()
        #expect(reply == "ab|ba")
    }

    @Test("An interceptor may turn calls away, and a client's may give them what they need")
    func credentials() async throws {
        let server = InProcessChannel(services: [TestService.echo], interceptors: [Doorkeeper()])
        #expect(await server.code() == .unauthenticated)
        #expect(await InterceptedChannel(server, Credentials()).code() == .ok)
    }
}
