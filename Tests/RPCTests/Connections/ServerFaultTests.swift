import NIOCore
import Testing

@testable import RPC

@Suite("A server and peers that break the rules", .timeLimit(.minutes(1)))
struct ServerFaultTests {
    @Test("Even, reused and lower stream ids are INVALID_ARGUMENT, and the connection lives")
    func invalidStreamIDs() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                for (id, code) in [
                    (5, Status.Code.ok), (6, .invalidArgument), (5, .invalidArgument),
                    (3, .invalidArgument), (0, .invalidArgument), (7, .ok),
                ] as [(UInt32, Status.Code)] {
                    try await peer.request(id: id, "x")
                    let response = try #require(try await peer.nextResponse())
                    #expect(response.id == id)
                    #expect(response.result.code == code)
                }
            }
        }
    }

    @Test("A request that is no protobuf is INVALID_ARGUMENT, and the connection lives")
    func malformedRequests() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.sendFrame(id: 1, payload: ByteBuffer(bytes: [0x0a, 0x7f]))
                #expect(try await peer.nextResponse()?.result.code == .invalidArgument)
                try await peer.request(id: 3, "fine")
                #expect(try await peer.nextResponse()?.result.code == .ok)
            }
        }
    }

    @Test("Requests of streams, and frames of unknown types, don't disturb")
    func unknownFrames() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.sendFrame(FrameType(rawValue: 0x03), id: 1, flags: 0x05)
                try await peer.sendFrame(FrameType(rawValue: 0x77), id: 0, payload: ByteBuffer(string: "?"))
                try await peer.sendFrame(.response, id: 1, payload: ByteBuffer(string: "?"))
                try await peer.sendFrame(id: 1, flags: 0x02, payload: .request(TestService.read, "x"))
                #expect(try await peer.nextResponse()?.result.code == .unimplemented)
                try await peer.request(id: 3, "x")
                #expect(try await peer.nextResponse()?.id == 3)
            }
        }
    }

    @Test("An oversized request is drained and RESOURCE_EXHAUSTED, and the connection lives")
    func oversizedRequest() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                let payload = ByteBuffer(repeating: 0, count: FrameHeader.payloadLimit + 1)
                try await peer.sendFrame(id: 1, payload: payload)
                #expect(try await peer.nextResponse()?.result.code == .resourceExhausted)
                try await peer.request(id: 3, "x")
                #expect(try await peer.nextResponse()?.result.code == .ok)
            }
        }
    }

    @Test("A peer that goes on with oversized frames, or speaks another protocol, is closed")
    func garbage() async throws {
        // Long enough for a frame as large as the garbage says: not the wait for it is to end the connection.
        try await TestServer.run(.echo, configure: { $0.limits.connection.frameTimeout = .hours(1) }) { server in
            try await RawPeer.run(to: server.address) { peer in
                peer.post(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
                await peer.waitForClose()
            }
            try await RawPeer.run(to: server.address) { peer in
                let frame = ByteBuffer.frame(
                    .request, id: 1, payload: ByteBuffer(repeating: 0, count: 8 * 1024 * 1024))
                for _ in 0..<8 { peer.post(frame) }
                await peer.waitForClose()
            }
        }
    }

    @Test("A peer that leaves a frame half sent is closed in time; one that rests between frames is not")
    func halfFrame() async throws {
        try await TestServer.run(
            .echo, configure: { $0.limits.connection.frameTimeout = .milliseconds(50) }
        ) { server in
            try await RawPeer.run(to: server.address) { resting in
                try await resting.request(id: 1, "before")
                #expect(try await resting.nextResponse()?.result.code == .ok)
                try await RawPeer.run(to: server.address) { stalling in
                    try await stalling.send(ByteBuffer(bytes: [0, 0, 0, 9, 0]))
                    await stalling.waitForClose()
                }
                try await resting.request(id: 3, "after")
                #expect(try await resting.nextResponse()?.result.code == .ok)
            }
        }
    }

    @Test("A peer that never reads is closed, and the others are served")
    func neverReading() async throws {
        let service = TestService { request, _ in Blob(byteCount: Int(request.text) ?? 0) }
        try await TestServer.run(
            service,
            configure: {
                $0.limits.connection.outboundByteLimit = 1024 * 1024
                $0.limits.connection.writeTimeout = .milliseconds(300)
            }
        ) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.setReading(false)
                for index in 0..<64 {
                    peer.post(
                        .frame(.request, id: UInt32(index * 2 + 1), payload: .request(TestService.read, "1000000")))
                }
                try await withClient(of: [server.address]) { client in
                    while server.server.statistics.openConnections > 1 {
                        #expect(await client.code("1") == .ok)
                    }
                }
            }
        }
    }

    @Test("A peer that goes on asking and never reads is closed when even the refusals are too many")
    func neverReadingRefusals() async throws {
        try await TestServer.run(
            .echo,
            configure: {
                $0.limits.connection.outboundByteLimit = 64 * 1024
                $0.limits.connection.writeTimeout = .hours(1)
            }
        ) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "x")
                #expect(try await peer.nextResponse()?.result.code == .ok)
                try await peer.setReading(false)
                let text = String(repeating: "x", count: 30_000)
                var id: UInt32 = 3
                while server.server.statistics.openConnections > 0, !Task.isCancelled {
                    try? await peer.request(id: id, text)
                    id += 2
                }
                #expect(server.server.statistics.openConnections == 0)
            }
        }
    }

    @Test("Of large replies that are ready at once each is sent or RESOURCE_EXHAUSTED, and the connection lives")
    func largeRepliesAtOnce() async throws {
        let release = Signal()
        let service = TestService { request, _ in
            guard request.text == "large" else { return request }
            await release.wait()
            return Blob(byteCount: 1_000_000)
        }
        try await withPair(
            service, configure: { $0.limits.connection.outboundByteLimit = 4 * 1024 * 1024 }
        ) { client, server in
            #expect(await client.code() == .ok)
            let codes = await withTaskGroup(of: Status.Code.self) { group in
                for _ in 0..<64 { group.addTask { await client.code("large", TestService.write) } }
                while !Task.isCancelled, server.server.statistics.callsInFlight < 64 { await Task.yield() }
                release.raise()
                return await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(codes.contains(.ok))
            #expect(codes.isSubset(of: [.ok, .resourceExhausted]))
            #expect(await client.code() == .ok)
            #expect(server.server.statistics.acceptedConnections == 1)
        }
    }

    @Test("Calls beyond a connection's limit are RESOURCE_EXHAUSTED at once")
    func callLimit() async throws {
        let release = Signal()
        let service = TestService { request, _ in
            await release.wait()
            return request
        }
        try await TestServer.run(service, configure: { $0.limits.callsPerConnection = 2 }) { server in
            try await RawPeer.run(to: server.address) { peer in
                for id in [1, 3, 5] as [UInt32] { try await peer.request(id: id, "x") }
                let refused = try #require(try await peer.nextResponse())
                #expect(refused.id == 5)
                #expect(refused.result.code == .resourceExhausted)
                release.raise()
                let answered = [try await peer.nextResponse()?.id, try await peer.nextResponse()?.id]
                #expect(Set(answered) == [1, 3])
            }
        }
    }

    @Test("Calls beyond the server's limit are RESOURCE_EXHAUSTED, on any connection")
    func totalLimit() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            await release.wait()
            return request
        }
        try await withPair(service, configure: { $0.limits.calls = 1 }) { client, server in
            async let first = client.code()
            await started.wait()
            try await withClient(of: [server.address]) { other in
                #expect(await other.code() == .resourceExhausted)
            }
            release.raise()
            #expect(await first == .ok)
        }
    }

    @Test("Calls beyond a method's limit are RESOURCE_EXHAUSTED, other methods are served")
    func methodLimit() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, context in
            guard context.method == TestService.write else { return request }
            started.raise()
            await release.wait()
            return request
        }
        try await withPair(service, configure: { $0.limits.callsByMethod = [TestService.write: 1] }) { client, _ in
            async let first = client.code("", TestService.write)
            await started.wait()
            #expect(await client.code("", TestService.write) == .resourceExhausted)
            #expect(await client.code("", TestService.read) == .ok)
            release.raise()
            #expect(await first == .ok)
            #expect(await client.code("", TestService.write) == .ok)
        }
    }

    @Test("A request that makes too many bytes in progress is RESOURCE_EXHAUSTED, and small ones are served")
    func requestByteLimit() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            guard request.bytes.readableBytes > 1 else { return request }
            started.raise()
            await release.wait()
            return Blob("")
        }
        let large = String(repeating: "x", count: 700_000)
        try await withPair(
            service,
            configure: {
                $0.limits.requestBytes = 1024 * 1024
                $0.limits.callsByMethod = [TestService.write: 2]
            }
        ) { client, _ in
            async let first = client.code(large, TestService.write)
            await started.wait()
            #expect(await client.code(large, TestService.write) == .resourceExhausted)
            #expect(await client.code("x", TestService.write) == .ok)
            release.raise()
            #expect(await first == .ok)
            #expect(await client.code(large, TestService.write) == .ok)
        }
    }

    @Test("Fields that nobody knows count as bytes in progress, and a stream's count until its handler returns")
    func requestByteLimitOfStreams() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService(stream: { _, _, _ in
            started.raise()
            await release.wait()
        })
        try await TestServer.run(service, configure: { $0.limits.requestBytes = 1024 * 1024 }) { server in
            try await RawPeer.run(to: server.address) { peer in
                var payload = ByteBuffer.request(TestService.watch, "x")
                payload.writeLengthPrefix(1000, byteCount: 700_000)
                payload.writeRepeatingByte(0, count: 700_000)
                try await peer.sendFrame(id: 1, flags: 0x01, payload: payload)
                await started.wait()
                try await peer.sendFrame(id: 3, flags: 0x01, payload: payload)
                let refused = try #require(try await peer.nextResponse())
                #expect(refused.id == 3)
                #expect(refused.result.code == .resourceExhausted)
                release.raise()
                for id in [1, 5] as [UInt32] {
                    if id > 1 { try await peer.sendFrame(id: id, flags: 0x01, payload: payload) }
                    #expect(
                        await peer.nextFrame()?.header
                            == FrameHeader(payloadLength: 0, streamID: id, type: .data, flags: 0x05))
                }
            }
        }
    }

    @Test("Connections beyond the limit are closed at once")
    func connectionLimit() async throws {
        try await TestServer.run(.echo, configure: { $0.limits.connections = 1 }) { server in
            try await RawPeer.run(to: server.address) { first in
                try await first.request(id: 1, "x")
                #expect(try await first.nextResponse() != nil)
                try await RawPeer.run(to: server.address) { await $0.waitForClose() }
                #expect(server.server.statistics.refusedConnections == 1)
            }
        }
    }

    @Test("An idle connection is closed when the server is told to")
    func idleTimeout() async throws {
        try await TestServer.run(
            .echo, configure: { $0.limits.connection.idleTimeout = .milliseconds(50) }
        ) { server in
            try await RawPeer.run(to: server.address) { await $0.waitForClose() }
        }
    }

    /// Runs the body with a client that understands, once it was told to go because nothing happened.
    ///
    /// - Parameter patience: how long it may stay.
    private static func idlePeer(
        patience: TimeAmount, _ body: @escaping @Sendable (RawPeer) async throws -> Void
    ) async throws {
        try await TestServer.run(
            .echo,
            configure: {
                $0.limits.connection.idleTimeout = .milliseconds(200)
                $0.limits.connection.keepaliveTimeout = patience
            }
        ) { server in
            let told = Signal()
            while !Task.isCancelled, !told.isRaised {
                try await RawPeer.run(to: server.address) { peer in
                    try? await peer.request(id: 1, "x", metadata: ["lyceum-caps": "1"])
                    // On a busy machine a connection may end before its first request, and then without a word.
                    guard await peer.nextFrame()?.header.type == .settings else { return }
                    told.raise()
                    #expect(await peer.nextFrame()?.header.type == .response)
                    let goAway = try #require(await peer.nextFrame())
                    #expect(goAway.header.type == .goAway)
                    #expect(goAway.payload == ByteBuffer(integer: UInt32(1)))
                    try await body(peer)
                }
            }
        }
    }

    @Test("An idle client that understands is told to go, and what it asks for behind that is refused")
    func idleFarewell() async throws {
        try await Self.idlePeer(patience: .hours(1)) { peer in
            try await peer.request(id: 3, "late")
            #expect(try await peer.nextResponse()?.result.code == .unavailable)
        }
    }

    @Test("An idle client that was told to go and stays is closed when its time is over, and not before")
    func stayingIdle() async throws {
        try await Self.idlePeer(patience: .hours(1)) { other in
            try await Self.idlePeer(patience: .milliseconds(50)) { await $0.waitForClose() }
            // Told to go earlier, by a server with more patience.
            try await other.request(id: 3, "late")
            #expect(try await other.nextResponse()?.result.code == .unavailable)
        }
    }

    @Test("A peer that leaves takes its handlers with it")
    func peerLeaves() async throws {
        let (started, cancelled) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
            return request
        }
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "x")
                await started.wait()
            }
            await cancelled.wait()
        }
    }
}

extension Result where Failure == Status {
    var code: Status.Code {
        switch self {
        case .success: .ok
        case .failure(let status): status.code
        }
    }
}
