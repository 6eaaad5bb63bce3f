import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Logging
import MetricsTestKit
import NIOCore
import NIOEmbedded
import NIOHTTP1
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Gateway

/// A gateway's connections in front of a responder of the test's own.
@Suite("Requests on a connection", .timeLimit(.minutes(2)))
struct RequestHandlerTests {
    private typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response

    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// The smallest request.
    private static let small = "GET / HTTP/1.1\r\nhost: x\r\n\r\n"

    private let metrics = TestMetrics()

    /// Connects, and ends the server when the closure returns.
    private func withConnection(
        bodyLimit: Int = 1_000, bodyMemory: Int = 0, to handler: @escaping Handler,
        _ body: @Sendable @escaping (RawConnection) async throws -> Void
    ) async throws {
        var configuration = GatewayConfiguration(
            address: HostPort(host: "127.0.0.1", port: 0), cursorKey: [UInt8](repeating: 1, count: 32))
        configuration.bodyLimit = bodyLimit
        configuration.bodyMemory = BodyMemory(limit: bodyMemory, factory: metrics)
        // A busy machine takes its time between the parts of a request.
        configuration.receiveTimeout = .seconds(60)
        configuration.drainGrace = .zero
        let responder = CallbackResponder<GatewayContext>(callback: handler)
        let channel = GatewayChannel(
            configuration: configuration, responder: responder, metrics: ConnectionMetrics(factory: metrics))
        let application = Application(
            responder: responder, server: HTTPServerBuilder { _ in channel },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)), logger: Self.quiet)
        try await application.test(.live) { client in
            try await body(try RawConnection(port: try #require(client.port)))
        }
    }

    private static func text(_ text: String) -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static func statuses(_ answers: String) -> [String] {
        answers.matches(of: /HTTP\/1.1 ([0-9]+)/).map { String($0.output.1) }
    }

    @Test(
        "Whoever says that a request is the last gets an answer that says so too, and then the end of the connection",
        arguments: ["GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"])
    func last(request: String) async throws {
        try await withConnection { _, _ in
            Self.text("good bye")
        } _: { connection in
            connection.send(request)
            let answer = await connection.end()
            #expect(answer.contains("Connection: close\r\n"), "\(answer)")
            #expect(answer.hasSuffix("\r\n\r\ngood bye"))
        }
    }

    @Test("A handler gets the whole body, and the next request is none of it")
    func bodies() async throws {
        try await withConnection { request, _ in
            Self.text("\(try await request.body.collect(upTo: 1_000).readableBytes)")
        } _: { connection in
            let body = String(repeating: "x", count: 1_000)
            let answers = await connection.exchange(
                "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n\(body)GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            let bodies = answers.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix { $0.isNumber } }
            #expect(bodies == ["1000", "0"])
        }
    }

    @Test("A request whose body is too long is answered before it has come, and the connection ends")
    func overlong() async throws {
        try await withConnection { request, _ in
            do {
                return Self.text("\(try await request.body.collect(upTo: 1_000).readableBytes)")
            } catch let problem as Problem {
                return problem.response(instance: nil)
            }
        } _: { connection in
            connection.send("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2000000000\r\n\r\n")
            let answer = await connection.end()
            #expect(answer.hasPrefix("HTTP/1.1 413"))
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    @Test("Small bodies take none of the memory for bodies; a large one for which none is left is refused")
    func noMemory() async throws {
        let size = BodyMemory.allowance
        try await withConnection(bodyLimit: 4 * size, bodyMemory: size) { request, _ in
            Self.text("\(try await request.body.collect(upTo: 4 * size).readableBytes)")
        } _: { connection in
            func request(_ length: Int) -> String {
                let body = String(repeating: "x", count: length)
                return "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: \(length)\r\n\r\n\(body)"
            }
            // What an answered one took is given back.
            for length in [size, 2 * size, 2 * size] {
                let answer = await connection.answer(to: request(length))
                #expect(answer?.hasSuffix("\r\n\r\n\(length)") == true)
            }
            let refusal = await connection.exchange(request(2 * size + 1))
            #expect(refusal.hasPrefix("HTTP/1.1 503"), "\(refusal)")
            #expect(refusal.contains("Retry-After: 1\r\n"), "\(refusal)")
        }
    }

    @Test("Requests that wait for others take of the memory, too; those that had room are answered, and then no more")
    func noMemoryForHeads() async throws {
        let size = ReceivedRequest.headSize + 2
        try await withConnection(bodyMemory: 20 * size) { _, _ in
            Self.text("good")
        } _: { connection in
            // The first read of a connection takes more of them than there is room for.
            let statuses = Self.statuses(await connection.exchange(String(repeating: Self.small, count: 200)))
            let waiting = BodyMemory.allowance / size + 20
            #expect(statuses == [String](repeating: "200", count: 1 + waiting) + ["503"])
        }
        #expect(try metrics.expectMeter("lyceum_http_body_memory_bytes").lastValue == 0)
    }

    @Test("However many requests a client sends at once, they are answered while there is room")
    func memoryForHeads() async throws {
        let count = 1_000
        try await withConnection(bodyMemory: 1 << 20) { _, _ in
            Self.text("good")
        } _: { connection in
            let statuses = Self.statuses(await connection.exchange(String(repeating: Self.small, count: count)))
            #expect(statuses == [String](repeating: "200", count: count))
        }
        let taken = try metrics.expectMeter("lyceum_http_body_memory_bytes").values
        #expect(taken.max() ?? 0 > 0)
        #expect(taken.last == 0)
    }

    @Test("What a connection refuses is counted by its status, once for each connection")
    func refusals() async throws {
        let many = String(repeating: Self.small, count: 100)
        let large = "GET / HTTP/1.1\r\nhost: x\r\nx: \(String(repeating: "y", count: 20_000))\r\n\r\n"
        for refused in ["NONSENSE\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", large, many] {
            try await withConnection { _, _ in
                Self.text("good")
            } _: { connection in
                let statuses = Self.statuses(await connection.exchange("\(Self.small)\(refused)"))
                #expect(statuses.first == "200")
            }
        }
        let name = "lyceum_http_connection_refusals_total"
        let counts = try ["400", "431", "503"].map { try metrics.expectCounter(name, [("status", $0)]).totalValue }
        #expect(counts == [2, 1, 1])
        #expect(metrics.counterTotal(label: name) == 4)
    }

    @Test("A connection that ends gives back what its bodies took, and takes no more, though something still arrives")
    func endWithBodies() throws {
        let memory = BodyMemory(limit: 100)
        let responder = CallbackResponder<GatewayContext> { _, _ in Self.text("nobody asked") }
        let channel = EmbeddedChannel(
            handler: RequestHandler(
                responder: responder, bodyLimit: 1 << 20, bodyMemory: memory, metrics: ConnectionMetrics(),
                clock: HTTPClock(), logger: Self.quiet))
        let most = BodyMemory.allowance + 100
        let body = HTTPServerRequestPart.body(ByteBuffer(repeating: 0x78, count: most))
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: ["host": "x"])
        try channel.writeInbound(HTTPServerRequestPart.head(head))
        try channel.writeInbound(body)
        #expect(!memory.change(from: 0, to: BodyMemory.allowance + 1))
        memory.change(from: BodyMemory.allowance + 1, to: 0)
        channel.pipeline.fireChannelInactive()
        // The decoder goes on with what it has.
        try channel.writeInbound(body)
        #expect(memory.change(from: 0, to: most))
        _ = try? channel.finish()
    }

    @Test("However much a client sends that can't be read, it gets the answers to what could, and then the refusal")
    func faults() async throws {
        let gate = Gate()
        try await withConnection { _, _ in
            await gate.pass()
            return Self.text("good")
        } _: { connection in
            connection.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await gate.arrived()
            let field = "x: \(String(repeating: "y", count: 300_000))\r\n"
            async let answers = connection.exchange("GET / HTTP/1.1\r\nhost: x\r\n\(field)")
            gate.open()
            let statuses = Self.statuses(await answers)
            #expect(statuses == ["200", "431"])
        }
    }

    @Test(
        "However much comes behind a request to change the protocol, it is answered",
        arguments: [
            "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
        ])
    func changedProtocol(request: String) async throws {
        let gate = Gate()
        try await withConnection { _, _ in
            await gate.pass()
            return Self.text("good bye")
        } _: { connection in
            connection.send(request)
            await gate.arrived()
            // More than the system takes on its own, so that most of it has come before the answer is there.
            await connection.sendAll(String(repeating: "x", count: 20_000_000))
            gate.open()
            let answer = await connection.end()
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            #expect(answer.contains("Connection: close\r\n"), "\(answer)")
            #expect(answer.hasSuffix("\r\n\r\ngood bye"), "\(answer)")
        }
    }

    @Test("A client that does not take its answers has no request answered until it does")
    func slowReader() async throws {
        let answered = Atomic(0)
        let responder = CallbackResponder<GatewayContext> { _, _ in
            answered.add(1, ordering: .relaxed)
            return Self.text("good")
        }
        let channel = NIOAsyncTestingChannel()
        let loop = channel.testingEventLoop
        try await loop.executeInContext {
            try channel.pipeline.syncOperations.addHandler(
                RequestHandler(
                    responder: responder, bodyLimit: 1_000, bodyMemory: BodyMemory(limit: 0),
                    metrics: ConnectionMetrics(), clock: HTTPClock(), logger: Self.quiet))
        }
        try await channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1))
        func setWritable(_ isWritable: Bool) async throws {
            channel.isWritable = isWritable
            try await loop.executeInContext { channel.pipeline.fireChannelWritabilityChanged() }
        }
        try await setWritable(false)
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: ["host": "x"])
        try await channel.writeInbound(HTTPServerRequestPart.head(head))
        try await channel.writeInbound(HTTPServerRequestPart.end(nil))
        #expect(answered.load(ordering: .relaxed) == 0)
        try await setWritable(true)
        guard case .answer(let answer) = try await channel.waitForOutboundWrite(as: OutgoingMessage.self) else {
            Issue.record("nothing asked whether to go on")
            return
        }
        #expect(String(buffer: answer.head).hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answered.load(ordering: .relaxed) == 1)
        _ = try? await channel.finish()
    }

    @Test("A client that asks first is told to send its body")
    func expectation() async throws {
        try await withConnection { request, _ in
            Self.text("\(try await request.body.collect(upTo: 5_000).readableBytes)")
        } _: { connection in
            let head =
                "POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n"
            #expect(await connection.answer(to: head) == "HTTP/1.1 100 Continue\r\n\r\n")
            connection.send("abc")
            let answer = await connection.end()
            #expect(answer.hasSuffix("\r\n\r\n3"), "\(answer)")
        }
    }

    @Test("A body that is written in pieces is sent whole, with its length")
    func pieces() async throws {
        try await withConnection { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    for piece in ["a", "bc", "def"] { try await writer.write(ByteBuffer(string: piece)) }
                    try await writer.finish(nil)
                })
        } _: { connection in
            let answer = try #require(await connection.get("/"))
            #expect(answer.hasSuffix("\r\n\r\nabcdef"))
            #expect(answer.lowercased().contains("content-length: 6\r\n"))
        }
    }

    @Test("A handler that fails is answered with 500, and the connection goes on")
    func failure() async throws {
        try await withConnection { request, _ in
            guard request.uri.path == "/good" else { throw CancellationError() }
            return Self.text("good")
        } _: { connection in
            #expect(await connection.get("/bad")?.hasPrefix("HTTP/1.1 500") == true)
            #expect(await connection.get("/good")?.hasPrefix("HTTP/1.1 200") == true)
        }
    }

    @Test("The request of a connection that breaks is cancelled")
    func reset() async throws {
        let (began, begin) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        // Nobody ends it, but the end of who waits for it.
        let (endless, owner) = AsyncStream.makeStream(of: Void.self)
        defer { owner.finish() }
        try await withConnection { _, _ in
            begin.finish()
            for await _ in endless {}
            end.yield(Task.isCancelled)
            return Self.text("too late")
        } _: { connection in
            connection.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            for await _ in began {}
            connection.reset()
            let isCancelled = await ended.first { _ in true }
            #expect(isCancelled == true)
        }
    }

    @Test("A client that only sends no more gets all of a large answer")
    func largeAnswer() async throws {
        // More than the system takes from the gateway at once.
        let large = String(repeating: "x", count: 20_000_000)
        try await withConnection { _, _ in
            Self.text(large)
        } _: { connection in
            let answer = await connection.exchange("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            #expect(answer.utf8.count > large.utf8.count)
        }
    }

    @Test("The request of a client that only sends no more is answered, late as it may be")
    func halfClosed() async throws {
        let gate = Gate()
        try await withConnection { _, _ in
            await gate.pass()
            return Self.text("at last")
        } _: { connection in
            async let answer = connection.exchange("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await gate.arrived()
            gate.open()
            #expect(await answer.hasSuffix("at last"))
        }
    }
}
