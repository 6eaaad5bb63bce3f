import NIOCore
import Synchronization
import Testing

@testable import RPC

@Suite("Streams: readers that rest, go and fail", .timeLimit(.minutes(1)))
struct StreamFlowTests {
    /// Writes messages of 64 KiB until its caller is gone, and counts them.
    private final class Source: Sendable {
        let count = Atomic<Int>(0)
        let ended = Signal()

        var service: TestService {
            TestService(stream: { _, _, responses in
                defer { self.ended.raise() }
                while true {
                    try await responses.write(Blob(byteCount: 65_536))
                    self.count.wrappingAdd(1, ordering: .relaxed)
                }
            })
        }
    }

    @Test("A reader that rests stops its handler, and other calls on the connection are quick")
    func slowReader() async throws {
        let source = Source()
        try await withPair(source.service) { client, _ in
            let stream = client.stream()
            for try await _ in stream { break }
            for _ in 0..<1000 { #expect(await client.code() == .ok) }
            // The window takes four, and the next one when something was read.
            #expect(source.count.load(ordering: .relaxed) <= 8)
            var read = 0
            for try await _ in stream {
                read += 1
                if read == 100 { break }
            }
            #expect(source.count.load(ordering: .relaxed) >= 100)
        }
    }

    @Test("When nobody holds a stream any longer, its handler is cancelled")
    func dropping() async throws {
        let source = Source()
        try await withPair(source.service) { client, _ in
            for try await _ in client.stream() { break }
            await source.ended.wait()
            #expect(await client.code() == .ok)
        }
    }

    @Test("A stream that is never read is never opened")
    func unread() async throws {
        try await withPair(.echo) { client, server in
            _ = client.stream("1")
            #expect(await client.code() == .ok)
            #expect(server.server.statistics.startedCalls == 1)
        }
    }

    @Test("The reader's cancellation ends the stream at once, and cancels handlers over two hops")
    func cancellation() async throws {
        let (reached, cancelled) = (Signal(), Signal())
        let far = TestService(stream: { _, _, responses in
            try await responses.write(Blob("first"))
            reached.raise()
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
        })
        try await withPair(far) { farClient, _ in
            let near = TestService(stream: { request, context, responses in
                for try await message in farClient.stream("", CallOptions(deadline: context.deadline)) {
                    try await responses.write(message)
                }
            })
            try await withPair(near) { nearClient, _ in
                let reading = Task { await nearClient.stream().readAll() }
                await reached.wait()
                reading.cancel()
                #expect(await reading.value.code == .cancelled)
                await cancelled.wait()
            }
        }
    }

    @Test("A cancelled reader is not told that a stream is whole of which it has read a part, although all has arrived")
    func cancellationBehindTheEnd() async throws {
        try await withPair(.echo) { client, server in
            let stream = client.stream("3")
            for try await _ in stream { break }
            while !Task.isCancelled, server.server.statistics.callsInFlight > 0 { await Task.yield() }
            // Behind the stream's end.
            #expect(await client.code() == .ok)
            let reading = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await stream.readAll()
            }
            #expect(await reading.value.code == .cancelled)
        }
    }

    @Test("A handler's own cancelled task gives its message up, and the stream goes on")
    func cancelledWrite() async throws {
        let gaveUp = Signal()
        let service = TestService(stream: { _, _, responses in
            let writing = Task {
                do {
                    while true { try await responses.write(Blob(byteCount: 65_536)) }
                } catch {
                    gaveUp.raise()
                }
            }
            writing.cancel()
            await writing.value
            try await responses.write(Blob("last"))
        })
        try await withPair(service) { client, _ in
            let (texts, code) = await client.stream().readAll()
            #expect(gaveUp.isRaised)
            #expect(texts.last == "last")
            #expect(code == .ok)
        }
    }

    @Test("A connection that is cut in mid-stream ends the stream as UNAVAILABLE, and cancels the handler")
    func cut() async throws {
        let source = Source()
        try await TestServer.run(source.service) { server in
            try await FaultyNetwork.run(to: server.address, .cut(afterBytes: 1_000_000)) { address in
                try await withClient(of: [address]) { client in
                    let (texts, code) = await client.stream().readAll()
                    #expect(texts.count >= 10)
                    #expect(texts.count < 20)
                    #expect(code == .unavailable)
                    await source.ended.wait()
                }
            }
        }
    }

    @Test("Messages that come a byte at a time are put together")
    func trickle() async throws {
        try await TestServer.run(.echo) { server in
            try await FaultyNetwork.run(to: server.address, .trickle) { address in
                try await withClient(of: [address]) { client in
                    #expect(await client.stream("100").readAll().texts == (0..<100).map(String.init))
                }
            }
        }
    }

    @Test("A silent server is asked for life while a stream is in flight, and given up")
    func keepalive() async throws {
        let settings = FrameHeader.byteCount + ServerSettings(maximumCalls: 1024).encoded().readableBytes
        let service = TestService(stream: { _, _, _ in try await suspendUntilCancelled() })
        try await TestServer.run(service) { server in
            try await FaultyNetwork.run(to: server.address, .stall(afterBytes: settings)) { address in
                try await withClient(
                    of: [address],
                    configure: {
                        $0.limits.connection.keepaliveInterval = .milliseconds(20)
                        $0.limits.connection.keepaliveTimeout = .milliseconds(50)
                    }
                ) { client in
                    #expect(await client.stream().readAll().code == .unavailable)
                }
            }
        }
    }

    @Test("A shutdown lets a stream finish, and cuts an endless one off", arguments: [true, false])
    func drain(endless: Bool) async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService(stream: { request, _, responses in
            try await responses.write(request)
            started.raise()
            if endless { try await suspendUntilCancelled() }
            await release.wait()
            try await responses.write(request)
        })
        try await TestServer.run(
            service, configure: { $0.drainPeriod = endless ? .milliseconds(50) : .seconds(30) }
        ) { server in
            try await withClient(of: [server.address]) { client in
                async let stream = client.stream("x").readAll()
                await started.wait()
                await server.shutDown()
                while server.server.statistics.openConnections > 0, await client.code() == .ok {}
                release.raise()
                #expect(await stream.texts == (endless ? ["x"] : ["x", "x"]))
                #expect(await stream.code == (endless ? .unavailable : .ok))
            }
        }
    }

    @Test("Streams beyond the server's limit are RESOURCE_EXHAUSTED; a dropped one frees its place")
    func limit() async throws {
        let source = Source()
        try await withPair(source.service, configure: { $0.limits.calls = 1 }) { client, server in
            do {
                let stream = client.stream()
                for try await _ in stream { break }
                #expect(await client.stream().readAll().code == .resourceExhausted)
            }
            while !Task.isCancelled, server.server.statistics.callsInFlight > 0 { await Task.yield() }
            #expect(await client.code() == .ok)
        }
    }
}
