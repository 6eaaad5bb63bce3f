import NIOCore
import Testing

@testable import RPC

@Suite("A network that fails", .timeLimit(.minutes(1)))
struct FaultyNetworkTests {
    @Test(
        "Wherever a connection breaks, each call ends, right or as UNAVAILABLE",
        arguments: [1, 9, 10, 11, 25, 60, 200, 999])
    func cut(afterBytes: Int) async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .cut(afterBytes: afterBytes)) { address in
                try await withClient(of: [address]) { client in
                    await withTaskGroup { group in
                        for caller in 0..<8 {
                            group.addTask {
                                for round in 0..<10 {
                                    let text = "\(caller)/\(round)"
                                    do {
                                        let reply = try await client.call(text, TestService.write)
                                        #expect(reply == text)
                                    } catch {
                                        #expect((error as? Status)?.code == .unavailable)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("When replies stop coming, calls end at their deadline, and a half reply ends the connection")
    func stall() async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .stall(afterBytes: 5)) { address in
                try await withClient(of: [address]) { client in
                    #expect(await client.code("x", TestService.read, .within(.milliseconds(50))) == .deadlineExceeded)
                }
                try await withClient(
                    of: [address], configure: { $0.limits.connection.frameTimeout = .milliseconds(50) }
                ) { client in
                    #expect(await client.code("x", TestService.write) == .unavailable)
                }
            }
        }
    }

    @Test("A silent server that knows the extensions is asked for life, and given up")
    func keepalive() async throws {
        let settings = FrameHeader.byteCount + ServerSettings(maximumCalls: 1024).encoded().readableBytes
        let service = TestService { request, _ in
            try await suspendUntilCancelled()
            return request
        }
        try await TestServer.run(service) { server in
            try await FaultyNetwork.run(to: server.address, .stall(afterBytes: settings)) { address in
                try await withClient(
                    of: [address],
                    configure: {
                        $0.limits.connection.keepaliveInterval = .milliseconds(20)
                        $0.limits.connection.keepaliveTimeout = .milliseconds(50)
                    }
                ) { client in
                    #expect(await client.code("x", TestService.write) == .unavailable)
                }
            }
        }
    }

    @Test("A slow server that answers pings is not given up")
    func answeredKeepalive() async throws {
        let release = Signal()
        let service = TestService { request, _ in
            await release.wait()
            return request
        }
        try await TestServer.run(service) { server in
            try await withClient(
                of: [server.address],
                configure: {
                    $0.limits.connection.keepaliveInterval = .milliseconds(5)
                    $0.limits.connection.keepaliveTimeout = .seconds(20)
                }
            ) { client in
                async let code = client.code("x", TestService.write)
                while client.statistics.endpoints.first?.roundTrip == nil { await Task.yield() }
                release.raise()
                #expect(await code == .ok)
            }
        }
    }

    @Test("Bytes that come one at a time are put together")
    func trickle() async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .trickle) { address in
                try await withClient(of: [address]) { client in
                    let text = String(repeating: "text ", count: 100)
                    let reply = try await client.call(text)
                    #expect(reply == text)
                }
            }
        }
    }

    @Test("A call that is refused behind GOAWAY is made again although its method may not be repeated")
    func refusedBehindGoAway() async throws {
        let refused = Signal()
        let answer: RawServer.Answer = { frame in
            var bytes = OutboundBuffer()
            if refused.isRaised {
                bytes.appendFrame(.response, streamID: frame.header.streamID, payload: ByteBuffer())
            } else {
                // Draining: this call was not started, and is refused in the same breath.
                refused.raise()
                bytes.append(.settings(ServerSettings()))
                bytes.append(.goAway(lastStreamID: 0))
                bytes.appendFailure(.draining, streamID: frame.header.streamID, isExtended: true)
            }
            return bytes.take()
        }
        try await RawServer.run(answer: answer) { address in
            try await withClient(of: [address]) { client in
                _ = try await client.call(
                    "x", TestService.write, CallOptions(deadline: .distantFuture, waitForReady: true))
                #expect(refused.isRaised)
            }
        }
    }
}
