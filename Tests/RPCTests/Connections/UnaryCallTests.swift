import Messages
import NIOCore
import RPC
import Testing

@Suite("Unary calls over a connection")
struct UnaryCallTests {
    @Test("A call gets its reply, an empty one too")
    func echo() async throws {
        try await withPair(.echo) { client, _ async throws in
            #expect(try await client.call("hello") == "hello")
            #expect(try await client.call("") == "")
        }
    }

    @Test("10,000 calls at once on one connection each get their own reply")
    func multiplexing() async throws {
        let service = TestService { request, _ in
            await Task.yield()
            return request
        }
        try await withPair(
            service,
            configure: {
                $0.limits.callsPerConnection = 10_000; $0.limits.calls = 10_000
            }
        ) { client, server async throws in
            // Fewer calls than that may wait for a connection.
            while !Task.isCancelled, !client.statistics.isReady { await Task.yield() }
            try await withThrowingTaskGroup { group in
                for index in 0..<10_000 {
                    group.addTask { try await client.call("call \(index)") == "call \(index)" }
                }
                for try await isRight in group { #expect(isRight) }
            }
            #expect(server.server.statistics.acceptedConnections == 1)
            #expect(server.server.statistics.startedCalls == 10_000)
        }
    }

    @Test("A handler's status reaches the caller with its details")
    func status() async throws {
        let detail = StatusDetail(typeURL: "type.googleapis.com/test", value: ByteBuffer(string: "x"))
        let status = Status(code: .failedPrecondition, message: "naïve", details: [detail])
        try await withPair(TestService { _, _ in throw status }) { client, _ async throws in
            await #expect(throws: status) { try await client.call() }
        }
    }

    @Test("An error that is no status becomes UNKNOWN and keeps its text to itself")
    func foreignError() async throws {
        struct Secret: Error {}
        try await withPair(TestService { _, _ in throw Secret() }) { client, _ async throws in
            await #expect(throws: Status(code: .unknown, message: "the handler failed")) { try await client.call() }
        }
    }

    @Test("Unknown methods and services are UNIMPLEMENTED")
    func unimplemented() async throws {
        try await withPair(.echo) { client, _ async throws in
            let method = MethodDescriptor(service: TestService.serviceName, name: "Nothing")
            let service = MethodDescriptor(service: "test.Nobody", name: "Read")
            #expect(await client.code("", method) == .unimplemented)
            #expect(await client.code("", service) == .unimplemented)
            #expect(try await client.call("still there") == "still there")
        }
    }

    @Test("Metadata reaches the handler with its keys in lower case")
    func metadata() async throws {
        let service = TestService { _, context in Blob(context.metadata.values(for: "Trace").joined(separator: ",")) }
        try await withPair(service) { client, _ async throws in
            var options = CallOptions.patient
            options.metadata = ["TRACE": "a", "trace": "ü"]
            #expect(try await client.call("", TestService.read, options) == "a,ü")
        }
    }

    @Test("The first call of a connection may carry as much metadata as any other")
    func metadataOfFirstCall() async throws {
        let service = TestService { _, context in Blob(context.metadata["k"] ?? "gone") }
        try await withPair(service) { client, _ async throws in
            var options = CallOptions.patient
            // 8,192 bytes with the keys.
            options.metadata = ["big": String(repeating: "x", count: Metadata.maximumByteCount - 10), "k": "intact"]
            for _ in 0..<2 { #expect(try await client.call("", TestService.read, options) == "intact") }
        }
    }

    @Test("Too much metadata fails the call alone")
    func metadataLimit() async throws {
        try await withPair(.echo) { client, _ async throws in
            var options = CallOptions.patient
            options.metadata.append(String(repeating: "x", count: Metadata.maximumByteCount), for: "key")
            #expect(await client.code("", TestService.read, options) == .resourceExhausted)
            #expect(try await client.call("next") == "next")
        }
    }

    @Test("Messages up to 4 MiB pass, larger ones fail alone, in both directions")
    func sizeLimits() async throws {
        let service = TestService { request, _ in Blob(byteCount: Int(request.text) ?? 0) }
        try await withPair(service) { client, _ async throws in
            let overhead = 5
            let largest = 4 * 1024 * 1024 - overhead
            #expect(try await client.call("\(largest)").utf8.count == largest)
            #expect(await client.code("\(largest + 1)") == .resourceExhausted)
            #expect(await client.code(String(repeating: "x", count: 4 * 1024 * 1024)) == .resourceExhausted)
            #expect(try await client.call("3") == "...")
        }
    }

    @Test("A message that lies about its size fails alone and does not break the connection")
    func wrongSize() async throws {
        let service = TestService { request, _ in
            var reply = request
            reply.sizeError = request.text == "lie" ? 1 : 0
            return reply
        }
        try await withPair(service) { client, server async throws in
            #expect(await client.code("lie") == .internalError)
            #expect(try await client.call("truth") == "truth")
            #expect(server.server.statistics.acceptedConnections == 1)
        }
    }

    @Test("A unix socket serves as well")
    func unixSocket() async throws {
        let path = "/tmp/lyceum-rpc-\(UInt64.random(in: 0 ... .max)).socket"
        try await TestServer.run(.echo, at: .unix(path: path)) { server async throws in
            try await withClient(of: [server.address]) { client async throws in
                #expect(try await client.call("hello") == "hello")
            }
        }
    }
}
