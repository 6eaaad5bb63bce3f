import NIOCore
import RPC
import Synchronization
import Testing

@Suite("Streams within a process", .timeLimit(.minutes(1)))
struct InProcessStreamTests {
    @Test("The messages arrive in their order, and errors behind them as over a connection")
    func streams() async {
        struct Secret: Error {}
        let channel = InProcessChannel(services: [
            TestService(stream: { request, context, responses in
                try await TestService.count(Blob("1000"), context, responses)
                if request.text == "secret" { throw Secret() }
                var message = request
                message.sizeError = request.text == "lie" ? 1 : 0
                try await responses.write(message)
            })
        ])
        let numbers = (0..<1000).map(String.init)
        for (text, last, code) in [
            ("x", ["x"], .ok), ("secret", [], .unknown), ("lie", [], .internalError),
        ] as [(String, [String], Status.Code)] {
            let stream = await channel.stream(text).readAll()
            #expect(stream.texts == numbers + last)
            #expect(stream.code == code)
        }
        let unary: ResponseStream<Blob> = channel.serverStream(TestService.read, Blob("x"), .patient)
        #expect(await unary.readAll().code == .unimplemented)
        #expect(await channel.code("1", TestService.watch) == .unimplemented)
    }

    @Test("A reader that rests stops the handler, and one that goes cancels it")
    func backPressure() async throws {
        let count = Atomic<Int>(0)
        let (waiting, ended) = (Signal(), Signal())
        let channel = InProcessChannel(services: [
            TestService(stream: { _, _, responses in
                defer { ended.raise() }
                while true {
                    if count.wrappingAdd(1, ordering: .relaxed).newValue == 5 { waiting.raise() }
                    try await responses.write(Blob(byteCount: 65_536))
                }
            })
        ])
        do {
            let stream = channel.stream()
            for try await _ in stream { break }
            await waiting.wait()
            #expect(count.load(ordering: .relaxed) <= 8)
            var read = 0
            for try await _ in stream {
                read += 1
                if read == 100 { break }
            }
        }
        await ended.wait()
    }

    /// Sends a message, and raises one signal then and the other one when it is cancelled.
    private func endless(started: Signal = Signal(), cancelled: Signal) -> InProcessChannel {
        InProcessChannel(services: [
            TestService(stream: { _, _, responses in
                try await responses.write(Blob("first"))
                started.raise()
                do { try await suspendUntilCancelled() } catch { cancelled.raise() }
            })
        ])
    }

    @Test("The deadline ends the stream and cancels the handler")
    func deadline() async {
        let cancelled = Signal()
        let channel = endless(cancelled: cancelled)
        var texts: [String] = []
        // On a busy machine a stream may expire before its first message.
        while texts.isEmpty {
            let stream = await channel.stream("", .within(.milliseconds(50))).readAll()
            #expect(stream.code == .deadlineExceeded)
            texts = stream.texts
        }
        await cancelled.wait()
    }

    @Test("The reader's cancellation ends the stream and cancels the handler")
    func cancellation() async {
        let (started, cancelled) = (Signal(), Signal())
        let channel = endless(started: started, cancelled: cancelled)
        let reading = Task { await channel.stream().readAll() }
        await started.wait()
        reading.cancel()
        #expect(await reading.value.code == .cancelled)
        await cancelled.wait()
    }

    @Test("Streams beyond the limit are RESOURCE_EXHAUSTED")
    func limit() async throws {
        let channel = InProcessChannel(
            services: [
                TestService(stream: { request, _, responses in
                    try await responses.write(request)
                    try await suspendUntilCancelled()
                })
            ], callLimit: 1)
        let stream = channel.stream("x")
        for try await _ in stream { break }
        #expect(await channel.stream().readAll().code == .resourceExhausted)
    }
}
