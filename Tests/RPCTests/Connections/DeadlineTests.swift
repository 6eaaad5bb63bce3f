import NIOCore
import Testing

@testable import RPC

@Suite("Deadlines and cancellation", .timeLimit(.minutes(1)))
struct DeadlineTests {
    @Test("What remains of the deadline reaches the handler, and the handler of its own call")
    func twoHops() async throws {
        let backend = TestService { _, context in Blob("\((context.deadline - .now()).nanoseconds)") }
        try await withPair(backend) { backend, _ in
            let middle = TestService { _, context in
                Blob(try await backend.call("", TestService.read, CallOptions(deadline: context.deadline)))
            }
            try await withPair(middle) { client, _ in
                let reply = try await client.call("", TestService.read, .within(.seconds(20)))
                let remaining = try #require(Int64(reply))
                #expect(remaining > 0)
                #expect(remaining < TimeAmount.seconds(20).nanoseconds)
            }
        }
    }

    @Test("A call without a deadline has none at the handler")
    func noDeadline() async throws {
        try await withPair(TestService { _, context in Blob("\(context.deadline == .distantFuture)") }) { client, _ in
            let reply = try await client.call("", TestService.read, CallOptions(deadline: .distantFuture))
            #expect(reply == "true")
        }
    }

    @Test("A passed deadline ends the call without asking the server")
    func expiredCall() async throws {
        try await withPair(.echo) { client, server in
            let options = CallOptions(deadline: .now() - .seconds(1))
            #expect(await client.code("", TestService.read, options) == .deadlineExceeded)
            #expect(server.server.statistics.startedCalls == 0)
        }
    }

    @Test(
        "A call that got its connection in time and learns of it too late does not ask the server",
        arguments: [false, true])
    func expiredWhileWaiting(isStream: Bool) async throws {
        let address = RPCAddress.unix(path: "/tmp/lyceum-rpc-\(UInt64.random(in: 0 ... .max)).socket")
        let executor = HeldExecutor()
        try await withClient(of: [address]) { client in
            let deadline = Deadline.now() + .seconds(2)
            let options = CallOptions(deadline: deadline, waitForReady: true)
            let call = Task(executorPreference: executor) {
                isStream
                    ? await client.stream("", options).readAll().code : await client.code("", TestService.read, options)
            }
            // A busy machine may be too late for the wait: then the call ends as it should without a connection.
            while !Task.isCancelled, client.statistics.waitingCalls == 0, .now() < deadline { await Task.yield() }
            executor.hold()
            defer { executor.release() }
            try await TestServer.run(.echo, at: address) { server in
                try await Task.sleep(for: .nanoseconds((deadline - .now()).nanoseconds + 1))
                executor.release()
                #expect(await call.value == .deadlineExceeded)
                // Behind what the call may have sent.
                let patient = CallOptions(deadline: .distantFuture, waitForReady: true)
                #expect(await client.code("", TestService.read, patient) == .ok)
                #expect(server.server.statistics.startedCalls == 1)
            }
        }
    }

    @Test("A call ends at its deadline although the handler goes on, which is cancelled")
    func slowHandler() async throws {
        let (started, cancelled) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
            return request
        }
        try await withPair(service) { client, _ in
            // On a busy machine a call may expire before it gets that far.
            while !started.isRaised {
                #expect(await client.code("", TestService.read, .within(.milliseconds(30))) == .deadlineExceeded)
            }
            await cancelled.wait()
        }
    }

    @Test("A call that ends at its deadline is cancelled at a server that knows how: its request may have been late")
    func expiredCallIsCancelled() async throws {
        let cancelled = Signal()
        let answer: RawServer.Answer = { frame in
            var bytes = OutboundBuffer()
            if frame.header.type == .request { bytes.append(.settings(ServerSettings())) }
            if frame.header.type == .cancel { cancelled.raise() }
            return bytes.take() ?? ByteBuffer()
        }
        try await RawServer.run(answer: answer) { address in
            try await withClient(of: [address]) { client in
                // On a busy machine a call may expire before it is written.
                while !cancelled.isRaised, !Task.isCancelled {
                    #expect(await client.code("", TestService.write, .within(.milliseconds(30))) == .deadlineExceeded)
                }
                #expect(cancelled.isRaised)
            }
        }
    }

    @Test("A call ends at its deadline although its server reads nothing, and much waits to be written before it")
    func blockedConnection() async throws {
        try await RawServer.run(reads: false, answer: { _ in nil }) { address in
            try await withClient(
                of: [address], configure: { $0.limits.connection.writeTimeout = .seconds(15) }
            ) { client in
                let text = String(repeating: "x", count: 4_000_000)
                await withTaskGroup { group in
                    for _ in 0..<6 { group.addTask { _ = await client.code(text, TestService.write) } }
                    while !Task.isCancelled, client.statistics.endpoints.first?.outstandingCalls != 6 {
                        await Task.yield()
                    }
                    let began = Deadline.now()
                    // By the end of the first one the connection takes nothing more.
                    for _ in 0..<3 {
                        let options = CallOptions.within(.milliseconds(50))
                        #expect(await client.code("", TestService.write, options) == .deadlineExceeded)
                    }
                    #expect(.now() - began < .seconds(8))
                    group.cancelAll()
                }
            }
        }
    }

    @Test("A server answers DEADLINE_EXCEEDED to a peer that waits on, and does not start expired work")
    func serverSide() async throws {
        let service = TestService { request, _ in
            if request.text == "slow" { try await suspendUntilCancelled() }
            return request
        }
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.request(id: 1, "slow", timeoutNanoseconds: 20_000_000)
                #expect(try await peer.nextResponse()?.result.code == .deadlineExceeded)
                for (id, timeout) in [(3, -1), (5, 1), (7, Int64.min)] as [(UInt32, Int64)] {
                    try await peer.request(id: id, "fast", timeoutNanoseconds: timeout)
                    #expect(try await peer.nextResponse()?.result.code == .deadlineExceeded)
                }
                try await peer.request(id: 9, "fast", timeoutNanoseconds: .max)
                #expect(try await peer.nextResponse()?.result.code == .ok)
            }
        }
    }

    @Test("A caller's cancellation ends its call at once, and cancels handlers over two hops")
    func cancellation() async throws {
        let (started, cancelled) = (Signal(), Signal())
        let backend = TestService { request, _ in
            guard request.text == "hang" else { return request }
            started.raise()
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
            return request
        }
        try await withPair(backend) { backend, _ in
            // The first call of a connection tells both sides that they know how to cancel.
            #expect(await backend.code("hello") == .ok)
            let middle = TestService { request, context in
                Blob(try await backend.call(request.text, TestService.read, CallOptions(deadline: context.deadline)))
            }
            try await withPair(middle) { client, _ in
                #expect(await client.code("hello") == .ok)
                let call = Task { await client.code("hang") }
                await started.wait()
                call.cancel()
                #expect(await call.value == .cancelled)
                await cancelled.wait()
                #expect(await client.code("hello") == .ok)
            }
        }
    }

    @Test("A task that is cancelled before it calls does not")
    func cancelledBefore() async throws {
        try await withPair(.echo) { client, server in
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await client.code()
            }
            #expect(await call.value == .cancelled)
            #expect(server.server.statistics.startedCalls == 0)
        }
    }
}
