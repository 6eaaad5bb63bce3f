import Messages
import NIOCore
import Synchronization
import Testing

@testable import RPC

@Suite("Trailing metadata", .timeLimit(.minutes(1)))
struct TrailingMetadataTests {
    enum Transport: CaseIterable {
        case socket, inProcess
    }

    /// Says what it was asked beside its answer; "fail…" fails, and "much" says more than may be.
    private static let service = TestService(
        { request, context in
            try say(request, context)
            return request
        },
        stream: { request, context, responses in
            try await responses.write(Blob("one"))
            try say(request, context)
        })

    private static func say(_ request: Blob, _ context: CallContext) throws {
        if request.text == "nothing" { return }
        try context.setTrailingMetadata(["Said": request.text])
        if request.text == "much" {
            try context.setTrailingMetadata(["said": String(repeating: "x", count: Metadata.maximumByteCount)])
        }
        if request.text.hasPrefix("fail") { throw Status(code: .aborted) }
    }

    private func withChannel(
        _ transport: Transport, _ service: TestService = service, _ interceptors: [any ServerInterceptor] = [],
        _ body: @Sendable (any RPCChannel) async throws -> Void
    ) async throws {
        switch transport {
        case .inProcess: try await body(InProcessChannel(services: [service], interceptors: interceptors))
        case .socket:
            try await TestServer.run(service, interceptors: interceptors) { server in
                try await withClient(of: [server.address]) { client in try await body(client) }
            }
        }
    }

    private static func listening() -> (CallOptions, TrailingMetadata) {
        let trailers = TrailingMetadata()
        var options = CallOptions.patient
        options.waitForReady = true
        options.trailingMetadata = trailers
        return (options, trailers)
    }

    @Test(
        "What a handler sets reaches its caller with a reply, an error and both ends of a stream",
        arguments: Transport.allCases)
    func reaches(transport: Transport) async throws {
        try await withChannel(transport) { channel in
            let (options, trailers) = Self.listening()
            #expect(await channel.code("a", TestService.read, options) == .ok)
            #expect(trailers.metadata == ["said": "a"])
            #expect(await channel.code("fail", TestService.read, options) == .aborted)
            #expect(trailers.metadata == ["said": "fail"])
            #expect(await channel.code("nothing", TestService.read, options) == .ok)
            #expect(trailers.metadata.isEmpty)
            let whole = await channel.stream("b", options).readAll()
            #expect(whole.texts == ["one"] && whole.code == .ok)
            #expect(trailers.metadata == ["said": "b"])
            let failed = await channel.stream("fail too", options).readAll()
            #expect(failed.texts == ["one"] && failed.code == .aborted)
            #expect(trailers.metadata == ["said": "fail too"])
            #expect(await channel.code("nobody asks", TestService.read) == .ok)
            #expect(trailers.metadata == ["said": "fail too"])
        }
    }

    @Test("More than metadata may hold is refused, and what was set before stays", arguments: Transport.allCases)
    func limit(transport: Transport) async throws {
        try await withChannel(transport) { channel in
            let (options, trailers) = Self.listening()
            #expect(await channel.code("much", TestService.read, options) == .resourceExhausted)
            #expect(trailers.metadata == ["said": "much"])
        }
    }

    /// Adds to what the handler has set.
    private struct Seal: ServerInterceptor {
        func intercept(payload: ByteBuffer, context: CallContext, next: ServerHandler) async throws -> any Message {
            var inner = context
            inner.metadata.append("y", for: "x")
            let reply = try await next(payload, inner)
            var metadata = context.trailingMetadata
            metadata.append("\(metadata.entries.count)", for: "sealed")
            try context.setTrailingMetadata(metadata)
            return reply
        }
    }

    @Test("A server's interceptors see it and may add to it", arguments: Transport.allCases)
    func serverInterceptor(transport: Transport) async throws {
        try await withChannel(transport, Self.service, [Seal()]) { channel in
            let (options, trailers) = Self.listening()
            #expect(await channel.code("a", TestService.read, options) == .ok)
            #expect(trailers.metadata == ["said": "a", "sealed": "1"])
        }
    }

    @Test("A client's interceptor sees it on its caller's behalf", arguments: Transport.allCases)
    func clientInterceptor(transport: Transport) async throws {
        try await withChannel(transport) { channel in
            let listener = Listener()
            #expect(await InterceptedChannel(channel, listener).code("a", TestService.read) == .ok)
            #expect(listener.heard.withLock { $0 } == ["said": "a"])
        }
    }

    private final class Listener: ClientInterceptor {
        let heard = Mutex(Metadata())

        func intercept<Response: Message>(
            _ method: MethodDescriptor, _ options: CallOptions,
            next: (CallOptions) async throws(Status) -> Response
        ) async throws(Status) -> Response {
            let (listening, trailers) = TrailingMetadataTests.listening()
            let response = try await next(listening)
            heard.withLock { $0 = trailers.metadata }
            return response
        }

        func interceptStream<Response: Message>(
            _ method: MethodDescriptor, _ options: CallOptions,
            next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>
        ) -> ResponseStream<Response> {
            next(options)
        }
    }

    @Test("A retried call has what its last attempt brought")
    func retried() async throws {
        let attempts = Atomic(0)
        let service = TestService { request, context in
            guard attempts.add(1, ordering: .relaxed).newValue == 1 else { return request }
            try context.setTrailingMetadata(["attempt": "1"])
            throw Status(code: .unavailable, retryPushback: .after(.milliseconds(0)))
        }
        try await withChannel(.socket, service) { channel in
            let (options, trailers) = Self.listening()
            #expect(await channel.code("a", TestService.read, options) == .ok)
            #expect(trailers.metadata.isEmpty)
        }
        #expect(attempts.load(ordering: .relaxed) == 2)
    }

    @Test("A plain peer gets none of it; one with the extensions gets it in field 1002, of a stream in a last response")
    func wire() async throws {
        try await TestServer.run(Self.service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "a")
                #expect(await peer.nextFrame()?.payload == ByteBuffer(bytes: [0x12, 1, 0x61]))
                try await peer.openStream(id: 3, "a")
                _ = await peer.nextFrame()
                #expect(await peer.nextFrame()?.header.type == .data)
            }
            try await RawPeer.run(to: server.address) { peer in
                try await peer.openStream(id: 1, "a", metadata: ["lyceum-caps": "1"])
                #expect(await peer.nextFrame()?.header.type == .settings)
                #expect(await peer.nextFrame()?.header.type == .data)
                let end = await peer.nextFrame()
                #expect(end?.header.type == .response)
                let entry: [UInt8] = [0x0a, 4] + Array("said".utf8) + [0x12, 1, 0x61]
                #expect(end?.payload == ByteBuffer(bytes: [0xd2, 0x3e, UInt8(entry.count)] + entry))
            }
        }
    }
}
