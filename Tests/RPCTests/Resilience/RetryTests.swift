import NIOCore
import Synchronization
import Testing

@testable import RPC

@Suite("Retries and ejection over connections")
struct RetryTests {
    /// Fails the first so many calls, and notes what the attempts say of themselves.
    final class Flaky: Sendable {
        let attempts = Mutex<[String?]>([])

        func service(failures: Int, _ status: Status) -> TestService {
            TestService { request, context in
                let count = self.attempts.withLock { attempts in
                    attempts.append(context.metadata["grpc-previous-rpc-attempts"])
                    return attempts.count
                }
                if count <= failures { throw status }
                return request
            }
        }
    }

    @Test("An idempotent call is made again, and the server is told which attempt it is")
    func retries() async throws {
        let flaky = Flaky()
        try await withPair(flaky.service(failures: 2, Status(code: .unavailable))) { client, _ in
            #expect(await client.code() == .ok)
        }
        #expect(flaky.attempts.withLock { $0 } == [nil, "1", "2"])
    }

    @Test("A call that may not run twice is not made again, nor is one that the server forbids to repeat")
    func noRetry() async throws {
        let flaky = Flaky()
        let status = Status(code: .unavailable, retryPushback: .never)
        try await withPair(flaky.service(failures: 2, status)) { client, _ in
            #expect(await client.code("", TestService.write) == .unavailable)
            #expect(await client.code() == .unavailable)
        }
        #expect(flaky.attempts.withLock { $0.count } == 2)
    }

    @Test("A server without room says when to come back")
    func busy() async throws {
        let release = Signal()
        let service = TestService { request, _ in
            if request.text == "slow" { await release.wait() }
            return request
        }
        try await withPair(service, configure: { $0.limits.calls = 1 }) { client, server in
            #expect(await client.code() == .ok)
            async let slow = client.code("slow", TestService.write)
            while !Task.isCancelled, server.server.statistics.callsInFlight == 0 { await Task.yield() }
            do {
                _ = try await client.call("", TestService.write)
                Issue.record("there was room")
            } catch let status as Status {
                #expect(status == .serverBusy)
            }
            release.raise()
            #expect(await slow == .ok)
        }
    }

    @Test("An endpoint whose calls fail is left alone, and the other one gets them")
    func ejection() async throws {
        let broken = TestService { _, _ in throw Status(code: .internalError) }
        try await TestServer.run(broken) { bad in
            try await TestServer.run(.echo) { good in
                try await withClient(
                    of: [bad.address, good.address],
                    // On a busy machine the calls below may take long.
                    configure: { $0.ejection.baseEjectionTime = .minutes(5) }
                ) { client in
                    await client.waitUntilAllReady()
                    while !client.statistics.endpoints.contains(where: \.isEjected) { _ = await client.code() }
                    for _ in 0..<100 { #expect(await client.code() == .ok) }
                    #expect(client.statistics.endpoints.first { $0.isEjected }?.address == bad.address)
                }
            }
        }
    }

    @Test(
        "Calls that had less than the least time say nothing about an endpoint when their deadline passes",
        arguments: [(TimeAmount.minutes(5), false), (.zero, true)])
    func hurry(minimumTimeout: TimeAmount, isEjected: Bool) async throws {
        let silent = TestService { _, _ in
            try await suspendUntilCancelled()
            throw Status(code: .internalError)
        }
        try await TestServer.run(silent) { one in
            try await TestServer.run(silent) { other in
                try await withClient(
                    of: [one.address, other.address],
                    configure: {
                        $0.ejection.baseEjectionTime = .minutes(5)
                        $0.ejection.minimumTimeout = minimumTimeout
                    }
                ) { client in
                    await client.waitUntilAllReady()
                    for _ in 0..<20 {
                        #expect(
                            await client.code("x", TestService.write, .within(.milliseconds(20))) == .deadlineExceeded)
                    }
                    // Whichever of both: with 20 calls, one has had 5 in a row only if they count.
                    #expect(client.statistics.endpoints.contains(where: \.isEjected) == isEjected)
                }
            }
        }
    }

    @Test("An endpoint that ends the connection upon each call is left alone", .timeLimit(.minutes(1)))
    func lostConnections() async throws {
        try await RawServer.run(answer: { _ in nil }) { bad in
            try await TestServer.run(.echo) { good in
                try await withClient(
                    of: [bad, good.address], configure: { $0.ejection.baseEjectionTime = .minutes(5) }
                ) { client in
                    await client.waitUntilAllReady()
                    while !Task.isCancelled, !client.statistics.endpoints.contains(where: \.isEjected) {
                        _ = await client.code("x", TestService.write)
                    }
                    for _ in 0..<100 { #expect(await client.code("x", TestService.write) == .ok) }
                    #expect(client.statistics.endpoints.first { $0.isEjected }?.address == bad)
                }
            }
        }
    }

    @Test("That connections are replaced and then cut off with their calls says nothing against an endpoint")
    func replacedConnections() async throws {
        let service = TestService(stream: { request, _, responses in
            try await responses.write(request)
            try await suspendUntilCancelled()
        })
        let hurry: @Sendable (inout RPCServerConfiguration) -> Void = {
            $0.maximumConnectionAge = .seconds(1)
            // So that what is said before arrives before.
            $0.connectionAgeGrace = .milliseconds(500)
        }
        try await TestServer.run(service, configure: hurry) { one in
            try await TestServer.run(service, configure: hurry) { other in
                try await withClient(
                    of: [one.address, other.address],
                    configure: {
                        $0.ejection.consecutiveFailures = 1
                        $0.ejection.baseEjectionTime = .minutes(5)
                    }
                ) { client in
                    await client.waitUntilAllReady()
                    await withTaskGroup { group in
                        for _ in 0..<8 {
                            group.addTask {
                                let code = await client.stream("x").readAll().code
                                #expect(code == .unavailable)
                            }
                        }
                    }
                    #expect(client.statistics.endpoints.allSatisfy { $0.ejections == 0 })
                }
            }
        }
    }

    @Test("An endpoint whose streams fail is left alone")
    func streamEjection() async throws {
        let broken = TestService(stream: { _, _, _ in throw Status(code: .internalError) })
        try await TestServer.run(broken) { bad in
            try await TestServer.run(.echo) { good in
                try await withClient(
                    of: [bad.address, good.address], configure: { $0.ejection.baseEjectionTime = .minutes(5) }
                ) { client in
                    await client.waitUntilAllReady()
                    var streams = 0
                    while streams < 1000, !client.statistics.endpoints.contains(where: \.isEjected) {
                        _ = await client.stream("1").readAll()
                        streams += 1
                    }
                    #expect(client.statistics.endpoints.first { $0.isEjected }?.address == bad.address)
                }
            }
        }
    }

    @Test("An endpoint is not left alone whose streams succeed in between, or bring messages until their deadline")
    func workingStreams() async throws {
        let service = TestService(stream: { request, _, responses in
            if request.text == "fail" { throw Status(code: .unavailable) }
            try await responses.write(request)
            if request.text == "endless" { try await suspendUntilCancelled() }
        })
        try await TestServer.run(service) { one in
            try await TestServer.run(service) { other in
                try await withClient(
                    of: [one.address, other.address], configure: { $0.ejection.consecutiveFailures = 2 }
                ) { client in
                    await client.waitUntilAllReady()
                    for _ in 0..<10 {
                        #expect(await client.stream("fail").readAll().code == .unavailable)
                        let before = [one, other].map(\.server.statistics.startedCalls)
                        while !zip(before, [one, other].map(\.server.statistics.startedCalls)).allSatisfy(<) {
                            try Task.checkCancellation()
                            #expect(await client.stream("x").readAll().code == .ok)
                        }
                    }
                    let deadline = CallOptions.within(.seconds(1))
                    await withTaskGroup { group in
                        for _ in 0..<8 {
                            group.addTask {
                                let (texts, code) = await client.stream("endless", deadline).readAll()
                                #expect(texts == ["endless"])
                                #expect(code == .deadlineExceeded)
                            }
                        }
                    }
                    #expect(client.statistics.endpoints.allSatisfy { $0.ejections == 0 })
                }
            }
        }
    }
}
