import CoreMetrics
import MetricsTestKit
import NIOCore
import Testing

@testable import RPC

@Suite("Metrics of real calls", .timeLimit(.minutes(1)))
struct MeteredCallTests {
    private let metrics = TestMetrics()
    // A descriptor keeps the metrics that its first call has made. Those of other tests are other values.
    private let read = MethodDescriptor(
        service: TestService.serviceName, name: TestService.read.name, idempotency: .noSideEffects)
    private let write = MethodDescriptor(service: TestService.serviceName, name: TestService.write.name)
    private let watch = MethodDescriptor(
        service: TestService.serviceName, name: TestService.watch.name, kind: .serverStream)

    /// Runs a server and a client of it whose metrics are this test's.
    private func withMeteredPair(
        _ service: TestService, configure: (inout RPCServerConfiguration) -> Void = { _ in },
        _ body: @Sendable (RPCClient) async throws -> Void
    ) async throws {
        try await withMetricsFactory(metrics) {
            try await withPair(service, configure: configure) { client, _ in try await body(client) }
        }
    }

    private func recorded(_ side: CallMetrics.Side, _ method: MethodDescriptor) -> MethodMetrics {
        MethodMetrics(factory: metrics, side: side, method: method)
    }

    private func bothEnds(_ method: MethodDescriptor) -> [MethodMetrics] {
        [recorded(.client, method), recorded(.server, method)]
    }

    @Test("Both ends count a call, its bytes and its time; the server, how long it waited for its handler")
    func answered() async throws {
        try await withMeteredPair(TestService { _, _ in Blob(byteCount: 300) }) { client in
            #expect(await client.code("twelve bytes", read) == .ok)
            for end in bothEnds(read) {
                await end.waitUntilEnded(1)
                #expect(end.started == 1)
                #expect(end.handled(.ok) == 1)
                #expect(end.requestBytes == 12)
                #expect(end.responseBytes == 300)
                #expect(end.latencies.count == 1)
                #expect(end.inFlight == 0)
                #expect(end.retries == 0)
            }
            #expect(recorded(.server, read).queueTimes.count == 1)
        }
    }

    @Test("While its handler runs a call is in flight at both ends, and its time is at least the handler's")
    func inFlight() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            await release.wait()
            return request
        }
        try await withMeteredPair(service) { client in
            async let code = client.code("", read)
            await started.wait()
            let began = NIODeadline.now()
            for end in bothEnds(read) {
                #expect(end.started == 1)
                #expect(end.inFlight == 1)
                #expect(end.latencies.isEmpty)
            }
            let time = NIODeadline.now() - began
            release.raise()
            #expect(await code == .ok)
            for end in bothEnds(read) {
                await end.waitUntilEnded(1)
                #expect(end.inFlight == 0)
                let latency = try #require(end.latencies.first)
                #expect(latency >= time)
            }
        }
    }

    @Test("Both ends count failures by their codes")
    func failed() async throws {
        let service = TestService { request, _ in
            guard request.text == "here" else { throw Status(code: .notFound) }
            return request
        }
        try await withMeteredPair(service) { client in
            for text in ["here", "there", "nowhere"] { _ = await client.code(text, read) }
            for end in bothEnds(read) {
                await end.waitUntilEnded(3)
                #expect(end.started == 3)
                #expect(end.handled(.ok) == 1)
                #expect(end.handled(.notFound) == 2)
                #expect(end.responseBytes == 4)
                #expect(end.latencies.count == 3)
                #expect(end.inFlight == 0)
            }
        }
    }

    @Test("A server counts a call that it refuses, which never is in flight")
    func refused() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            await release.wait()
            return request
        }
        try await withMeteredPair(service, configure: { $0.limits.calls = 1 }) { client in
            async let first = client.code("", write)
            await started.wait()
            #expect(await client.code("", write) == .resourceExhausted)
            let server = recorded(.server, write)
            #expect(server.started == 2)
            #expect(server.handled(.resourceExhausted) == 1)
            #expect(server.inFlight == 1)
            #expect(server.queueTimes.count == 1)
            release.raise()
            #expect(await first == .ok)
            await server.waitUntilEnded(2)
            #expect(server.inFlight == 0)
        }
    }

    @Test("A call that fails once and is made again is one call and one retry to the client, two calls to the server")
    func retried() async throws {
        let failed = Signal()
        let service = TestService { request, _ in
            guard failed.isRaised else {
                failed.raise()
                throw Status(code: .unavailable)
            }
            return request
        }
        try await withMeteredPair(service) { client in
            #expect(await client.code("", read) == .ok)
            let (calling, serving) = (recorded(.client, read), recorded(.server, read))
            #expect(calling.started == 1)
            #expect(calling.retries == 1)
            #expect(calling.handled(.ok) == 1)
            #expect(calling.handled(.unavailable) == 0)
            #expect(calling.inFlight == 0)
            await serving.waitUntilEnded(2)
            #expect(serving.started == 2)
            #expect(serving.handled(.ok) == 1)
            #expect(serving.handled(.unavailable) == 1)
            #expect(serving.queueTimes.count == 2)
            #expect(serving.inFlight == 0)
        }
    }

    @Test("A call that was refused unheard, and is made again for that, counts as a retry as well")
    func repeatedUnheard() async throws {
        try await withMetricsFactory(metrics) {
            try await RawServer.run(answer: RawServer.refusingFirst(Signal())) { address in
                try await withClient(of: [address]) { client in
                    let options = CallOptions(deadline: .distantFuture, waitForReady: true)
                    #expect(await client.code("x", write, options) == .ok)
                }
            }
        }
        let calling = recorded(.client, write)
        #expect(calling.started == 1)
        #expect(calling.retries == 1)
        #expect(calling.handled(.ok) == 1)
    }

    @Test("A call behind another one of the same read has waited for its handler as long as the other one took")
    func queued() async throws {
        let busy = TimeAmount.milliseconds(5)
        let service = TestService { request, _ in
            // Keeps the connection's event loop from all else, as a handler should not.
            let end = NIODeadline.now() + busy
            while end > .now() {}
            return request
        }
        try await withMetricsFactory(metrics) {
            try await TestServer.run(service) { server in
                try await RawPeer.run(to: server.address) { peer in
                    var bytes = ByteBuffer.frame(.request, id: 1, payload: .request(read, "x"))
                    bytes.writeImmutableBuffer(.frame(.request, id: 3, payload: .request(read, "x")))
                    try await peer.send(bytes)
                    for _ in 0..<2 { #expect(try await peer.nextResponse()?.result.code == .ok) }
                }
            }
        }
        let serving = recorded(.server, read)
        await serving.waitUntilEnded(2)
        #expect(serving.queueTimes.count == 2)
        let longest = try #require(serving.queueTimes.max())
        #expect(longest >= busy)
    }

    @Test("Both ends count a stream as one call, with the bytes of all its messages")
    func stream() async throws {
        try await withMeteredPair(.echo) { client in
            let stream: ResponseStream<Blob> = client.serverStream(watch, Blob("12"), .patient)
            #expect(await stream.readAll().texts.count == 12)
            for end in bothEnds(watch) {
                await end.waitUntilEnded(1)
                #expect(end.started == 1)
                #expect(end.handled(.ok) == 1)
                #expect(end.requestBytes == 2)
                #expect(end.responseBytes == 14)
                #expect(end.latencies.count == 1)
                #expect(end.inFlight == 0)
            }
            #expect(recorded(.server, watch).queueTimes.count == 1)
        }
    }

    @Test("A caller counts a call within its process as any other")
    func inProcess() async {
        let channel = InProcessChannel(services: [TestService.echo])
        let code = await withMetricsFactory(metrics) { await channel.code("four", read) }
        #expect(code == .ok)
        let calling = recorded(.client, read)
        #expect(calling.started == 1)
        #expect(calling.handled(.ok) == 1)
        #expect(calling.requestBytes == 4)
        #expect(calling.responseBytes == 4)
        #expect(calling.inFlight == 0)
    }
}
