import NIOCore
import Testing

@testable import RPC

@Suite("Calls that arrive together", .timeLimit(.minutes(1)))
struct CallsOfOneReadTests {
    @Test("Those behind a handler that waits are answered in their order, and a cancellation ends none but its own")
    func waitingHandlers() async throws {
        let cancelled = Signal()
        let goOn = Signal()
        let service = TestService { request, _ in
            switch request.text {
            case "wait for cancellation":
                try? await suspendUntilCancelled()
                cancelled.raise()
            case "wait": await goOn.wait()
            case "cancel oneself": withUnsafeCurrentTask { $0?.cancel() }
            default: try Task.checkCancellation()
            }
            return request
        }
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                let texts = ["wait for cancellation", "a", "cancel oneself", "b", "wait", "c"]
                var bytes = ByteBuffer.requests(texts, metadata: RawCallerTests.offer)
                bytes.writeImmutableBuffer(.frame(.cancel, id: 1))
                bytes.writeImmutableBuffer(.frame(.request, id: 13, payload: .request(TestService.read, "d")))
                try await peer.send(bytes)
                #expect(await peer.nextFrame()?.header.type == .settings)
                let ids: [UInt32] = [3, 5, 7, 11, 13]
                for (id, text) in zip(ids, ["a", "cancel oneself", "b", "c", "d"]) {
                    let response = try #require(try await peer.nextResponse())
                    #expect(response.id == id)
                    #expect(try response.result.get() == text)
                }
                await cancelled.wait()
                goOn.raise()
                let last = try #require(try await peer.nextResponse())
                #expect(last.id == 9)
                #expect(try last.result.get() == "wait")
            }
        }
    }

    @Test("Each is of the method that it names, whatever the one before it was of")
    func methods() async throws {
        let service = TestService { _, context in Blob(context.method.name) }
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                let methods = [TestService.read, TestService.read, TestService.write, TestService.read]
                var payloads = methods.map { ByteBuffer.request($0, "x") }
                // Of a field that comes twice, the last counts (protobuf.dev, "Encoding").
                payloads[3].writeTextField(2, TestService.write.name)
                payloads.append(.request(MethodDescriptor(service: TestService.serviceName, name: "Rea"), "x"))
                // What begins as a call of the last method does, and breaks off in it or behind it.
                let prefix = TestService.read.prepared.requestPrefix
                payloads.append(.request(TestService.read, "x"))
                payloads.append(prefix.getSlice(at: 0, length: prefix.readableBytes - 1) ?? ByteBuffer())
                payloads.append(ByteBuffer(bytes: prefix.readableBytesView + [0x1A, 0x05]))
                payloads.append(.request(TestService.read, "x"))
                var bytes = ByteBuffer()
                for (index, payload) in payloads.enumerated() {
                    bytes.writeImmutableBuffer(.frame(.request, id: UInt32(2 * index + 1), payload: payload))
                }
                try await peer.send(bytes)
                for name in ["Read", "Read", "Write", "Write"] {
                    #expect(try await peer.nextResponse()?.result.get() == name)
                }
                let codes: [Status.Code] = [.unimplemented, .ok, .invalidArgument, .invalidArgument, .ok]
                for code in codes { #expect(try await peer.nextResponse()?.result.code == code) }
            }
        }
    }

    @Test("Each is answered once, however quickly handlers go on that have waited")
    func handoffs() async throws {
        let service = TestService { request, _ in
            if request.text.hasSuffix("0") { await Task.yield() }
            return request
        }
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                let texts = (0..<1_000).map { String($0, radix: 4) }
                try await peer.send(.requests(texts))
                var answered: [UInt32: String] = [:]
                for _ in texts {
                    let response = try #require(try await peer.nextResponse())
                    #expect(answered.updateValue(try response.result.get(), forKey: response.id) == nil)
                }
                #expect(texts.indices.allSatisfy { answered[UInt32(2 * $0 + 1)] == texts[$0] })
            }
        }
    }
}

extension ByteBuffer {
    /// Requests of ``TestService/read``, the first with the id 1 and this metadata.
    fileprivate static func requests(_ texts: [String], metadata: Metadata = [:]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for (index, text) in texts.enumerated() {
            let payload = ByteBuffer.request(TestService.read, text, metadata: index == 0 ? metadata : [:])
            buffer.writeImmutableBuffer(.frame(.request, id: UInt32(2 * index + 1), payload: payload))
        }
        return buffer
    }
}
