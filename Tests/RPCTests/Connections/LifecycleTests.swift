import Dispatch
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import RPC

@Suite("Draining, reconnecting and waiting", .timeLimit(.minutes(1)))
struct LifecycleTests {
    @Test("a wait that finds an attempt due makes it, instead of counting it as made")
    func attemptDueWhileWaiting() async throws {
        try await TestServer.run(TestService()) { server in
            // Not even a first attempt has begun, as after a failure between the decision to wait and the wait.
            let client = RPCClient(configuration: .init(addresses: [server.address]), logger: .quiet)
            let options = CallOptions(deadline: .now() + .seconds(20), waitForReady: true)
            try await client.waitForConnection(options).get()
            #expect(client.statistics.endpoints.map(\.connects) == [1])
        }
    }

    @Test("A shutdown lets calls in flight finish, refuses new ones, and tells health first")
    func drain() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            guard request.text == "in flight" else { return request }
            started.raise()
            await release.wait()
            return request
        }
        let status = ServingStatus(services: ["test.Service"])
        try await TestServer.run(
            service, configure: { $0.drainPeriod = .seconds(30) }, servingStatus: status
        ) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "in flight")
                await started.wait()
                await server.shutDown()
                var id: UInt32 = 1
                var code = Status.Code.ok
                while code == .ok {
                    id += 2
                    try await peer.request(id: id, "late")
                    code = try #require(try await peer.nextResponse()).result.code
                }
                #expect(code == .unavailable)
                #expect(status.state(of: "test.Service") == .notServing)
                release.raise()
                let last = try #require(try await peer.nextResponse())
                #expect(last.id == 1)
                #expect(try last.result.get() == "in flight")
                await peer.waitForClose()
            }
        }
    }

    @Test("A call is answered whose connection the server has not seen yet when its shutdown begins")
    func unseenConnection() async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let status = ServingStatus()
        try await TestServer.run(.echo, servingStatus: status, on: loops) { server in
            let isBusy = DispatchSemaphore(value: 0)
            loops.next().execute { isBusy.wait() }
            // The system accepts the connection and the bytes, and the server knows of neither.
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "early")
                await server.shutDown()
                while !Task.isCancelled, status.state(of: "") == .serving { await Task.yield() }
                // The loop notices the shutdown first, and only then the connection.
                isBusy.signal()
                #expect(try #require(try await peer.nextResponse()).id == 1)
            }
        }
        try await loops.shutdownGracefully()
    }

    @Test("What has not finished when the drain period ends is cut off")
    func hardCutOff() async throws {
        let (started, cancelled) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
            return request
        }
        try await TestServer.run(service, configure: { $0.drainPeriod = .milliseconds(20) }) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "x")
                await started.wait()
                await server.shutDown()
                await peer.waitForClose()
                await cancelled.wait()
            }
        }
    }

    @Test("A connection that gets too old before its first call serves that, and is then replaced")
    func lateFirstCall() async throws {
        try await TestServer.run(
            .echo,
            configure: {
                $0.maximumConnectionAge = .zero
                $0.connectionAgeGrace = .hours(1)
            }
        ) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "plain clients keep theirs")
                #expect(await peer.nextFrame()?.header.type == .response)
                try await peer.request(id: 3, "x", metadata: ["lyceum-caps": "1"])
                #expect(await peer.nextFrame()?.header.type == .settings)
                #expect(try await peer.nextResponse()?.result.get() == "x")
                let goAway = try #require(await peer.nextFrame())
                #expect(goAway.header.type == .goAway)
                #expect(goAway.payload == ByteBuffer(integer: UInt32(3)))
                try await peer.request(id: 5, "y")
                #expect(try await peer.nextResponse()?.result.code == .unavailable)
            }
        }
    }

    @Test("A connection that is too old is cut off when its grace ends")
    func endOfGrace() async throws {
        try await TestServer.run(
            .echo,
            configure: {
                $0.maximumConnectionAge = .zero
                $0.connectionAgeGrace = .milliseconds(20)
            }
        ) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "x", metadata: ["lyceum-caps": "1"])
                await peer.waitForClose()
            }
        }
    }

    @Test("A call runs though each connection is too old before its first one")
    func oldConnections() async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        try await TestServer.run(.echo, configure: { $0.maximumConnectionAge = .zero }, on: loops) { server in
            try await withClient(of: [server.address]) { client in
                while !Task.isCancelled, server.server.statistics.openConnections == 0 { await Task.yield() }
                // When the one loop has served another connection, this one's time is over.
                try await RawPeer.run(to: server.address) { peer in
                    try await peer.request(id: 1, "x")
                    #expect(try await peer.nextResponse()?.id == 1)
                }
                #expect(await client.code("x", TestService.write) == .ok)
                #expect(server.server.statistics.refusedCalls == 0)
            }
        }
        try await loops.shutdownGracefully()
    }

    @Test("A first call that is refused offers the extensions like any other")
    func refusedOffer() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                let unknown = MethodDescriptor(service: TestService.read.service, name: "Unknown")
                try await peer.sendFrame(id: 1, payload: .request(unknown, "x", metadata: ["lyceum-caps": "1"]))
                #expect(await peer.nextFrame()?.header.type == .settings)
                #expect(try await peer.nextResponse()?.result.code == .unimplemented)
            }
        }
    }

    @Test("A first call that can't be read offers nothing, whatever it has said before")
    func unreadableOffer() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                var payload = ByteBuffer.request(TestService.read, "x", metadata: ["lyceum-caps": "1"])
                payload.writeInteger(0, as: UInt8.self)
                try await peer.sendFrame(id: 1, payload: payload)
                #expect(try await peer.nextResponse()?.result.code == .invalidArgument)
                // It would have come before.
                try await peer.request(id: 3, "y")
                #expect(try await peer.nextResponse()?.result.get() == "y")
            }
        }
    }

    @Test("A client moves to another replica when one drains, and no call fails")
    func goAway() async throws {
        try await TestServer.run(.echo) { staying in
            try await TestServer.run(.echo) { leaving in
                try await withClient(of: [staying.address, leaving.address]) { client in
                    while client.statistics.endpoints.contains(where: { $0.state != .ready }) {
                        #expect(await client.code() == .ok)
                    }
                    while leaving.server.statistics.startedCalls == 0 { #expect(await client.code() == .ok) }
                    try await withThrowingTaskGroup { group in
                        for _ in 0..<8 {
                            group.addTask {
                                for _ in 0..<500 { #expect(await client.code("x", TestService.write) == .ok) }
                            }
                        }
                        await leaving.shutDown()
                        try await group.waitForAll()
                    }
                }
            }
        }
    }

    @Test("After a restart of the server calls succeed again, and none hangs")
    func reconnect() async throws {
        let path = RPCAddress.unix(path: "/tmp/lyceum-rpc-\(UInt64.random(in: 0 ... .max)).socket")
        try await withClient(of: [path]) { client in
            for _ in 0..<3 {
                try await TestServer.run(.echo, at: path) { _ in
                    var options = CallOptions.patient
                    options.waitForReady = true
                    #expect(await client.code("x", TestService.read, options) == .ok)
                }
                #expect(await client.code() == .unavailable)
            }
        }
    }

    @Test("Without a server calls fail at once, those that wait for it at their deadline")
    func unavailable() async throws {
        let nobody = RPCAddress.unix(path: "/tmp/lyceum-rpc-nobody.socket")
        try await withClient(of: [nobody]) { client in
            #expect(await client.code() == .unavailable)
            var options = CallOptions.within(.milliseconds(30))
            options.waitForReady = true
            #expect(await client.code("", TestService.read, options) == .deadlineExceeded)
            let call = Task {
                await client.code("", TestService.read, CallOptions(deadline: .distantFuture, waitForReady: true))
            }
            while !Task.isCancelled, client.statistics.waitingCalls == 0 { await Task.yield() }
            call.cancel()
            #expect(await call.value == .cancelled)
        }
    }

    @Test("As many calls as may wait for a connection are all taken by the first server that is there")
    func waitingCalls() async throws {
        let path = RPCAddress.unix(path: "/tmp/lyceum-rpc-\(UInt64.random(in: 0 ... .max)).socket")
        let release = Signal()
        let service = TestService { request, _ in
            await release.wait()
            return request
        }
        let count = RPCClientLimits().waitingCalls
        try await withClient(of: [path]) { client in
            let options = CallOptions(deadline: .now() + .seconds(120), waitForReady: true)
            let calls = Task {
                await withTaskGroup(of: Status.Code.self) { group in
                    for _ in 0..<count { group.addTask { await client.code("", TestService.write, options) } }
                    return await group.reduce(into: Set()) { $0.insert($1) }
                }
            }
            while !Task.isCancelled, client.statistics.waitingCalls < count { await Task.yield() }
            try await TestServer.run(service, at: path) { server in
                var seen = 0
                while !Task.isCancelled, seen < count {
                    await Task.yield()
                    seen = server.server.statistics.startedCalls + server.server.statistics.refusedCalls
                }
                release.raise()
                #expect(await calls.value == [.ok])
            }
        }
    }

    @Test("A connection that breaks fails its calls, but one that may be repeated is made again")
    func lostConnection() async throws {
        for (method, code, count) in [(TestService.read, Status.Code.ok, 2), (TestService.write, .unavailable, 1)] {
            let requests = Atomic(0)
            let answer: RawServer.Answer = { frame in
                guard requests.add(1, ordering: .relaxed).oldValue > 0 else { return nil }
                return .frame(.response, id: frame.header.streamID, payload: ByteBuffer(bytes: [0x12, 1, 0x78]))
            }
            try await RawServer.run(answer: answer) { address in
                try await withClient(of: [address]) { client in
                    // Another connection is made after a while.
                    let options = CallOptions(deadline: .now() + .seconds(120), waitForReady: true)
                    #expect(await client.code("", method, options) == code)
                }
            }
            #expect(requests.load(ordering: .relaxed) == count)
        }
    }

    @Test("A client that has stopped refuses calls")
    func stoppedClient() async throws {
        try await TestServer.run(.echo) { server in
            let client = RPCClient(configuration: .init(addresses: [server.address]), logger: .quiet)
            #expect(await client.code() == .ok)
            let running = Task { try await client.run() }
            running.cancel()
            _ = await running.result
            #expect(await client.code() == .unavailable)
        }
    }
}
