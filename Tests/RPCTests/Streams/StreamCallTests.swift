import MetricsTestKit
import NIOCore
import Synchronization
import Testing

@testable import RPC

@Suite("Streams over connections", .timeLimit(.minutes(1)))
struct StreamCallTests {
    @Test("The messages arrive in their order, and then the end", arguments: [0, 1, 1000])
    func messages(count: Int) async throws {
        try await withPair(.echo) { client, _ in
            let (texts, code) = await client.stream("\(count)").readAll()
            #expect(texts == (0..<count).map(String.init))
            #expect(code == .ok)
        }
    }

    @Test("64 streams of 1,000 messages on one connection arrive whole and in order")
    func parallel() async throws {
        try await withPair(.echo) { client, _ in
            await withTaskGroup { group in
                for _ in 0..<64 {
                    group.addTask {
                        let (texts, code) = await client.stream("1000").readAll()
                        #expect(texts == (0..<1000).map(String.init))
                        #expect(code == .ok)
                    }
                }
            }
        }
    }

    @Test("After the end and after an error there is nothing more")
    func afterTheEnd() async throws {
        let service = TestService(stream: { request, _, responses in
            try await responses.write(request)
            if request.text == "fail" { throw Status(code: .notFound, message: "no") }
        })
        try await withPair(service) { client, _ in
            for (text, code) in [("x", Status.Code.ok), ("fail", .notFound)] {
                let stream = client.stream(text)
                let first = await stream.readAll()
                #expect(first.texts == [text])
                #expect(first.code == code)
                let second = await stream.readAll()
                #expect(second.texts == [])
                #expect(second.code == .ok)
            }
        }
    }

    @Test("An error of the handler comes behind the messages before it")
    func handlerError() async throws {
        let service = TestService(stream: { _, _, responses in
            for number in 0..<100 { try await responses.write(Blob("\(number)")) }
            throw Status(code: .aborted)
        })
        try await withPair(service) { client, _ in
            let (texts, code) = await client.stream().readAll()
            #expect(texts.count == 100)
            #expect(code == .aborted)
        }
    }

    @Test("A message over the limit, or that lies about its size, is the handler's error; nothing of it is sent")
    func badMessages() async throws {
        let service = TestService(stream: { request, _, responses in
            var message = Blob(byteCount: request.text == "large" ? FrameHeader.payloadLimit + 1 : 3)
            message.sizeError = request.text == "lie" ? 1 : 0
            try await responses.write(Blob("first"))
            try await responses.write(message)
        })
        try await withPair(service) { client, _ in
            var (texts, code) = await client.stream("large").readAll()
            #expect(texts == ["first"])
            #expect(code == .resourceExhausted)
            (texts, code) = await client.stream("lie").readAll()
            #expect(texts == ["first"])
            #expect(code == .internalError)
        }
    }

    @Test("A message of the largest size passes, although it is more than the window")
    func largestMessage() async throws {
        let service = TestService(stream: { _, _, responses in
            for _ in 0..<3 { try await responses.write(Blob(byteCount: FrameHeader.payloadLimit)) }
        })
        try await withPair(service) { client, _ in
            let (texts, code) = await client.stream().readAll()
            #expect(texts.map(\.utf8.count) == Array(repeating: FrameHeader.payloadLimit, count: 3))
            #expect(code == .ok)
        }
    }

    @Test("A stream is no unary method, and the other way round")
    func wrongKind() async throws {
        try await withPair(.echo) { client, _ in
            #expect(await client.code("1", TestService.watch) == .unimplemented)
            let stream: ResponseStream<Blob> = client.serverStream(TestService.read, Blob("x"), .patient)
            #expect(await stream.readAll().code == .unimplemented)
        }
    }

    @Test("A message that can't be decoded ends the stream, and cancels the handler")
    func undecodable() async throws {
        let cancelled = Signal()
        let service = TestService(stream: { _, _, responses in
            var message = Blob("")
            message.bytes = ByteBuffer(bytes: [0xff])
            try await responses.write(message)
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
        })
        try await withPair(service) { client, _ in
            #expect(await client.stream().readAll().code == .internalError)
            await cancelled.wait()
        }
    }

    @Test("The deadline ends the whole stream, and cancels the handler")
    func deadline() async throws {
        let cancelled = Signal()
        let service = TestService(stream: { _, _, responses in
            try await responses.write(Blob("first"))
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
        })
        try await withPair(service) { client, _ in
            var texts: [String] = []
            // On a busy machine a stream may expire before its first message.
            while texts.isEmpty {
                let stream = await client.stream("", .within(.milliseconds(100))).readAll()
                texts = stream.texts
                #expect(stream.code == .deadlineExceeded)
            }
            #expect(texts == ["first"])
            await cancelled.wait()
        }
    }

    @Test("Two tasks that read at the same time: the second is told so")
    func twoReaders() async throws {
        let (started, release) = (Signal(), Signal())
        let service = TestService(stream: { request, _, responses in
            started.raise()
            await release.wait()
            try await responses.write(request)
        })
        try await withPair(service) { client, _ in
            let stream = client.stream("x")
            async let first = stream.readAll()
            await started.wait()
            #expect(await stream.readAll().code == .failedPrecondition)
            release.raise()
            #expect(await first.texts == ["x"])
        }
    }

    /// A stream that nothing comes from.
    private struct Nowhere: StreamUpstream {
        func grant(_ byteCount: Int) {}
        func cancel() {}
    }

    @Test("Each time that a stream is opened again counts as a retry, of which there are three")
    func retries() async throws {
        for (unsent, code, retries) in [(0, Status.Code.ok, 0), (2, .ok, 2), (9, .unavailable, 3)] {
            let factory = TestMetrics()
            let opened = Atomic(0)
            let call = StreamCall(
                metrics: CallMetrics(side: .client, service: "s", method: "m", factory: factory), requestByteCount: 0
            ) { () async throws(Status) -> StreamReceiver in
                let receiver = StreamReceiver(byteLimit: 1, upstream: Nowhere())
                receiver.ended(opened.add(1, ordering: .relaxed).oldValue < unsent ? .unsent : .completed)
                return receiver
            }
            let messages: ResponseStream<Blob> = call.messages()
            #expect(await messages.readAll().code == code)
            let labels = [("service", "s"), ("method", "m")]
            #expect(
                try factory.expectCounter("lyceum_rpc_client_retries_total", labels).totalValue == Int64(retries))
        }
    }
}
