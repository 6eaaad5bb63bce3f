import InMemoryTracing
import Messages
import NIOCore
import RPC
import Testing
import Tracing

@Suite("Traces of calls", .timeLimit(.minutes(1)))
struct TracingTests {
    let tracer = TraceContextTracer()

    /// Calls a server through a client, both traced.
    private func withTraced(
        _ service: TestService, _ body: @escaping @Sendable (InterceptedChannel<ClientTracing>) async throws -> Void
    ) async throws {
        try await TestServer.run(service, interceptors: [ServerTracing(tracer)]) { server async throws in
            try await withClient(of: [server.address]) { client async throws in
                try await body(InterceptedChannel(client, ClientTracing(tracer)))
            }
        }
    }

    @Test("One trace goes through two hops, each with a client's and a server's span")
    func twoHops() async throws {
        let tracer = tracer
        try await withTraced(.echo) { inner async throws in
            let outer = TestService { request, _ in Blob(try await inner.call(request.text, TestService.write)) }
            try await withTraced(outer) { client async throws in
                #expect(try await client.call("hello") == "hello")
            }
        }
        let chain = try [
            #require(tracer.span("test.Service/Read", .client)), #require(tracer.span("test.Service/Read", .server)),
            #require(tracer.span("test.Service/Write", .client)), #require(tracer.span("test.Service/Write", .server)),
        ].map(\.spanContext)
        #expect(Set(chain.map(\.traceID)).count == 1)
        #expect(chain[0].parentSpanID == nil)
        // A server's span is made in the context that arrived, whose span is the client's.
        #expect(chain[1].parentSpanID == chain[0].spanID)
        #expect(chain[2].parentSpanID == chain[1].spanID)
        #expect(chain[3].parentSpanID == chain[2].spanID)
    }

    @Test("Spans carry the service, the method, the code and the peer")
    func attributes() async throws {
        try await withTraced(.echo) { client async throws in _ = try await client.call() }
        let client = try #require(tracer.span("test.Service/Read", .client)).attributes
        #expect(client.get("rpc.system") == "ttrpc")
        #expect(client.get("rpc.service") == "test.Service")
        #expect(client.get("rpc.method") == "Read")
        #expect(client.get("rpc.grpc.status_code") == 0)
        let server = try #require(tracer.span("test.Service/Read", .server)).attributes
        #expect(server.get("network.peer.address") == "127.0.0.1")
        #expect(server.get("network.peer.port") != nil)
    }

    @Test("The context travels as traceparent and tracestate, in place of what the caller gave")
    func metadata() async throws {
        let service = TestService { _, context in
            let parents = context.metadata.values(for: "traceparent")
            return Blob((parents + context.metadata.values(for: "tracestate")).joined(separator: " "))
        }
        try await withTraced(service) { client async throws in
            var options = CallOptions.patient
            options.metadata = ["traceparent": "forged"]
            let travelled = try await client.call("", TestService.read, options)
            #expect(travelled.wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-01 lyceum=test/) != nil, "\(travelled)")
        }
    }

    @Test("A failure is an error to the caller, and to the server only if it is the server's fault")
    func failures() async throws {
        let service = TestService { request, _ in
            throw Status(code: request.text == "mine" ? .internalError : .notFound, message: "no")
        }
        try await withTraced(service) { client async throws in
            #expect(await client.code("yours", TestService.read) == .notFound)
            #expect(await client.code("mine", TestService.write) == .internalError)
        }
        let asked = try #require(tracer.span("test.Service/Read", .client))
        #expect(asked.attributes.get("rpc.grpc.status_code") == 5)
        #expect(asked.attributes.get("error.type") == "NOT_FOUND")
        #expect(asked.status?.code == .error)
        #expect(asked.errors.count == 1)
        #expect(try #require(tracer.span("test.Service/Read", .server)).status == nil)
        #expect(try #require(tracer.span("test.Service/Write", .server)).status?.code == .error)
    }

    @Test("A stream's span ends with the stream, or when nobody reads on")
    func streams() async throws {
        let tracer = tracer
        let service = TestService(stream: { request, _, responses in
            for number in 0..<3 { try await responses.write(Blob("\(number)")) }
            if request.text == "fail" { throw Status(code: .aborted) }
        })
        let channel = InterceptedChannel(InProcessChannel(services: [service]), ClientTracing(tracer))
        #expect(await channel.stream().readAll().code == .ok)
        #expect(tracer.memory.popFinishedSpans().map { $0.attributes.get("rpc.grpc.status_code") } == [0])
        #expect(await channel.stream("fail").readAll().code == .aborted)
        #expect(tracer.memory.popFinishedSpans().map { $0.attributes.get("rpc.grpc.status_code") } == [10])
        do {
            let stream = channel.stream()
            for try await _ in stream { break }
        }
        #expect(tracer.memory.popFinishedSpans().map { $0.attributes.get("rpc.grpc.status_code") } == [1])
    }

    @Test("Of two tasks that read a stream at the same time the second is told so, and the first reads all of it")
    func twoReaders() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService(stream: { _, _, responses in
            started.raise()
            await release.wait()
            for number in 0..<3 { try await responses.write(Blob("\(number)")) }
        })
        try await withTraced(service) { client async throws in
            let stream = client.stream()
            async let first = stream.readAll()
            await started.wait()
            #expect(await stream.readAll().code == .failedPrecondition)
            release.raise()
            let (texts, code) = await first
            #expect(texts == ["0", "1", "2"])
            #expect(code == .ok)
        }
        let span = try #require(tracer.span("test.Service/Watch", .client))
        #expect(span.attributes.get("rpc.grpc.status_code") == 0)
    }

    @Test("A process that was bootstrapped with no tracer has nothing before its calls")
    func silence() {
        #expect(ClientTracing.bootstrapped == nil)
        #expect(ServerTracing.bootstrapped == nil)
    }
}
