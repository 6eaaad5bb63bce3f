import NIOCore
import Testing

@testable import RPC

@Suite("A network that fails", .timeLimit(.minutes(1)))
struct FaultyNetworkTests {
    /// The length of what a server says first, before it answers a call.
    private static let settingsByteCount =
        FrameHeader.byteCount + ServerSettings(maximumCalls: 1024).encoded().readableBytes

    /// Where the payload of a connection's first request or reply begins.
    private static func firstPayload(_ direction: FaultyNetwork.Direction) -> Int {
        switch direction {
        case .clientToServer: FrameHeader.byteCount
        case .serverToClient: settingsByteCount + FrameHeader.byteCount
        }
    }

    @Test(
        "Wherever a connection breaks, each call ends, right or as UNAVAILABLE",
        arguments: FaultyNetwork.Direction.allCases, [1, 9, 10, 11, 25, 60, 200, 999])
    func cut(direction: FaultyNetwork.Direction, afterBytes: Int) async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .cut(afterBytes: afterBytes), direction) { address in
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

    @Test(
        "A request that is cut in its middle is not run, and calls on other connections go on",
        arguments: [1, 10, 60, 100_000])
    func cutRequest(afterBytes: Int) async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            await release.wait()
            return request
        }
        try await withPair(service) { client, server in
            async let other = client.code("", TestService.write)
            await started.wait()
            try await FaultyNetwork.run(
                to: server.address, .cut(afterBytes: afterBytes), .clientToServer
            ) { address in
                try await withClient(of: [address]) { client in
                    let text = String(repeating: "x", count: 200_000)
                    #expect(await client.code(text, TestService.write) == .unavailable)
                }
            }
            #expect(server.server.statistics.startedCalls == 1)
            release.raise()
            #expect(await other == .ok)
        }
    }

    @Test("When bytes stop coming, calls end at their deadline", arguments: FaultyNetwork.Direction.allCases)
    func stall(direction: FaultyNetwork.Direction) async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .stall(afterBytes: 5), direction) { address in
                try await withClient(of: [address]) { client in
                    #expect(await client.code("x", TestService.read, .within(.milliseconds(50))) == .deadlineExceeded)
                }
            }
        }
    }

    @Test(
        "A frame of which a byte never comes ends the connection, and if it is a request it is not run",
        arguments: FaultyNetwork.Direction.allCases)
    func halfFrame(direction: FaultyNetwork.Direction) async throws {
        let payload = Self.firstPayload(direction)
        let faults: [FaultyNetwork.Fault] = [.stall(afterBytes: payload + 1), .drop(payload..<payload + 1)]
        try await TestServer.run(
            .echo, configure: { $0.limits.connection.frameTimeout = .milliseconds(50) }
        ) { server in
            for fault in faults {
                try await FaultyNetwork.run(to: server.address, fault, direction) { address in
                    try await withClient(
                        of: [address], configure: { $0.limits.connection.frameTimeout = .milliseconds(50) }
                    ) { client in
                        #expect(await client.code("x", TestService.write) == .unavailable)
                    }
                }
            }
            let runs = direction == .clientToServer ? 0 : faults.count
            #expect(server.server.statistics.startedCalls == runs)
        }
    }

    @Test(
        "A length of which bytes are lost is garbage, which ends the connection without a wait",
        arguments: FaultyNetwork.Direction.allCases)
    func garbage(direction: FaultyNetwork.Direction) async throws {
        // Nothing else is to end it before the test's time is over.
        let frameTimeout = TimeAmount.minutes(5)
        try await TestServer.run(
            .echo, configure: { $0.limits.connection.frameTimeout = frameTimeout }
        ) { server in
            try await FaultyNetwork.run(to: server.address, .drop(0..<3), direction) { address in
                try await withClient(
                    of: [address], configure: { $0.limits.connection.frameTimeout = frameTimeout }
                ) { client in
                    #expect(await client.code("x", TestService.write) == .unavailable)
                }
            }
        }
    }

    // What such frames say, which are put together from parts of others, is anything, even a reply: ttrpc leaves it to
    // the transport to see that nothing is lost.
    @Test(
        "Wherever bytes are lost, each call ends by its deadline, and other connections go on",
        arguments: FaultyNetwork.Direction.allCases,
        [0..<1, 5..<6, 8..<9, 9..<10, 12..<40, 60..<61, 200..<999])
    func drop(direction: FaultyNetwork.Direction, positions: Range<Int>) async throws {
        try await withPair(.echo) { other, server in
            try await FaultyNetwork.run(to: server.address, .drop(positions), direction) { address in
                try await withClient(of: [address]) { client in
                    await withTaskGroup { group in
                        for caller in 0..<8 {
                            group.addTask {
                                for round in 0..<5 {
                                    let options = CallOptions.within(.milliseconds(100))
                                    // Sooner than the limits of connections, which would end it, too.
                                    let latest = options.deadline + .seconds(20)
                                    _ = await client.code("\(caller)/\(round)", TestService.write, options)
                                    #expect(NIODeadline.now() < latest)
                                    #expect(await other.code() == .ok)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("Bytes that come late are neither lost nor mixed up", arguments: FaultyNetwork.Direction.allCases)
    func delay(direction: FaultyNetwork.Direction) async throws {
        let delay = TimeAmount.milliseconds(10)
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .delay(by: delay), direction) { address in
                try await withClient(of: [address]) { client in
                    await withTaskGroup { group in
                        for caller in 0..<8 {
                            group.addTask {
                                for round in 0..<5 {
                                    let text = "\(caller)/\(round)"
                                    let began = NIODeadline.now()
                                    let reply = try? await client.call(text, TestService.write)
                                    let time = NIODeadline.now() - began
                                    #expect(reply == text)
                                    #expect(time >= delay)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test(
        "What comes after a call's deadline is nobody's, and the connection goes on",
        arguments: FaultyNetwork.Direction.allCases)
    func late(direction: FaultyNetwork.Direction) async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .delay(by: .milliseconds(500)), direction) { address in
                try await withClient(of: [address]) { client in
                    while !Task.isCancelled, !client.statistics.isReady { await Task.yield() }
                    let options = CallOptions.within(.milliseconds(20))
                    #expect(await client.code("late", TestService.write, options) == .deadlineExceeded)
                    // Its reply comes behind the late one's.
                    let reply = try await client.call("in time", TestService.write)
                    #expect(reply == "in time")
                    #expect(server.server.statistics.acceptedConnections == 1)
                }
            }
        }
    }

    @Test("A silent server that knows the extensions is asked for life, and given up")
    func keepalive() async throws {
        let service = TestService { request, _ in
            try await suspendUntilCancelled()
            return request
        }
        try await TestServer.run(service) { server in
            try await FaultyNetwork.run(to: server.address, .stall(afterBytes: Self.settingsByteCount)) { address in
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
                while !Task.isCancelled, client.statistics.endpoints.first?.roundTrip == nil { await Task.yield() }
                release.raise()
                #expect(await code == .ok)
            }
        }
    }

    @Test("Bytes that come one at a time are put together", arguments: FaultyNetwork.Direction.allCases)
    func trickle(direction: FaultyNetwork.Direction) async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .trickle, direction) { address in
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
        try await RawServer.run(answer: RawServer.refusingFirst(refused)) { address in
            try await withClient(of: [address]) { client in
                _ = try await client.call(
                    "x", TestService.write, CallOptions(deadline: .distantFuture, waitForReady: true))
                #expect(refused.isRaised)
            }
        }
    }
}
