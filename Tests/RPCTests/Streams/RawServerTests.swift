import NIOCore
import Testing

@testable import RPC

@Suite("Streams on the wire, of servers of another make", .timeLimit(.minutes(1)))
struct RawServerTests {
    /// Runs a client of a server that answers the first request with these frames, and later ones with empty replies.
    private static func run(
        answer: ByteBuffer, _ body: @Sendable (RPCClient) async throws -> Void
    ) async throws {
        let asked = Signal()
        let answer: RawServer.Answer = { frame in
            guard frame.header.type == .request, !asked.isRaised else {
                return .frame(.response, id: frame.header.streamID)
            }
            asked.raise()
            return answer
        }
        try await RawServer.run(answer: answer) { address in
            try await withClient(of: [address]) { client in try await body(client) }
        }
    }

    private static func data(_ text: String, flags: UInt8 = 0) -> ByteBuffer {
        .frame(.data, id: 1, flags: flags, payload: ByteBuffer(string: text))
    }

    private static func response(_ text: String) -> ByteBuffer {
        var payload = ByteBuffer()
        ResponseEnvelope.write(to: &payload, messageSize: text.utf8.count) { $0.writeString(text) }
        return .frame(.response, id: 1, payload: payload)
    }

    private static let ends: [(ByteBuffer, [String])] = [
        (data("", flags: 0x05), []), (data("last", flags: 0x01), ["last"]), (data("", flags: 0x01), [""]),
        (data("not a message", flags: 0x05), []), (response("last"), ["last"]), (response(""), []),
    ]

    @Test("A stream may end in all the ways that peers know", arguments: ends)
    func end(frame: ByteBuffer, last: [String]) async throws {
        let frames = [Self.data("a"), Self.data("", flags: 0x04), Self.data("b"), frame]
        try await Self.run(answer: .joined(frames)) { client in
            let (texts, code) = await client.stream().readAll()
            #expect(texts == ["a", "b"] + last)
            #expect(code == .ok)
        }
    }

    @Test("The request says that the caller sends nothing more")
    func request() async throws {
        let answer: RawServer.Answer = { frame in
            #expect(frame.header.type == .request)
            #expect(frame.header.flags == 0x01)
            return .frame(.data, id: frame.header.streamID, flags: 0x05)
        }
        try await RawServer.run(answer: answer) { address in
            try await withClient(of: [address]) { client in
                for _ in 0..<3 { #expect(await client.stream().readAll().code == .ok) }
            }
        }
    }

    @Test("Data for a unary call, for one that has ended and for none is ignored")
    func strayData() async throws {
        let frames = [
            Self.data("?"), Self.data("?", flags: 0x05), .frame(.data, id: 99, flags: 0x01), Self.response("reply"),
            Self.data("?"),
        ]
        try await Self.run(answer: .joined(frames)) { client in
            let reply = try await client.call()
            #expect(reply == "reply")
            #expect(await client.code() == .ok)
        }
    }

    @Test("A server that sends more than its caller reads loses that stream, and other calls go on")
    func flood() async throws {
        let message = ByteBuffer(repeating: 0x2e, count: 100_000)
        let frames = (0..<200).map { _ in ByteBuffer.frame(.data, id: 1, payload: message) }
        try await Self.run(answer: .joined(frames)) { client in
            let stream = client.stream()
            for try await _ in stream { break }
            // Behind the flood.
            #expect(await client.code() == .ok)
            #expect(await stream.readAll().code == .resourceExhausted)
            #expect(await client.code() == .ok)
        }
    }

    @Test("An oversized message ends the stream, and other calls go on")
    func oversizedMessage() async throws {
        let message = ByteBuffer(repeating: 0x2e, count: FrameHeader.payloadLimit + 1)
        try await Self.run(answer: .joined([Self.data("a"), .frame(.data, id: 1, payload: message)])) { client in
            #expect(await client.stream().readAll().code == .resourceExhausted)
            #expect(await client.code() == .ok)
        }
    }

    @Test("What came before an oversized message can still be read")
    func beforeOversizedMessage() async throws {
        let message = ByteBuffer(repeating: 0x2e, count: FrameHeader.payloadLimit + 1)
        let frames = ["a", "b", "c"].map { Self.data($0) } + [.frame(.data, id: 1, payload: message)]
        try await Self.run(answer: .joined(frames)) { client in
            let stream = client.stream()
            for try await _ in stream { break }
            // Its reply comes behind all of them.
            #expect(await client.code() == .ok)
            let (texts, code) = await stream.readAll()
            #expect(texts == ["b", "c"])
            #expect(code == .resourceExhausted)
        }
    }

    @Test("GOAWAY of a server that has not said that it knows the extensions is ignored")
    func plainGoAway() async throws {
        var goAway = OutboundBuffer()
        goAway.append(.goAway(lastStreamID: 0))
        let frames = [goAway.take() ?? ByteBuffer(), Self.response("reply")]
        try await Self.run(answer: .joined(frames)) { client in
            let reply = try await client.call()
            #expect(reply == "reply")
            #expect(await client.code() == .ok)
            #expect(client.statistics.endpoints.map(\.connects) == [1])
        }
    }

    @Test("Neither CANCEL nor WINDOW is sent to a server that does not know them")
    func plainServer() async throws {
        let message = ByteBuffer(repeating: 0x2e, count: 200_000)
        let answer: RawServer.Answer = { frame in
            #expect(frame.header.type == .request)
            guard frame.header.flags == 0x01 else { return .frame(.response, id: frame.header.streamID) }
            return .joined((0..<4).map { _ in .frame(.data, id: frame.header.streamID, payload: message) })
        }
        try await RawServer.run(answer: answer) { address in
            try await withClient(of: [address]) { client in
                var read = 0
                for try await _ in client.stream() {
                    read += 1
                    if read == 4 { break }
                }
                #expect(await client.code() == .ok)
            }
        }
    }

    @Test("A stream that GOAWAY says did not start is opened again, as one of a method that may not be repeated")
    func goAway() async throws {
        let refused = Signal()
        let answer: RawServer.Answer = { frame in
            var bytes = OutboundBuffer()
            let id = frame.header.streamID
            if refused.isRaised {
                bytes.appendFrame(.data, streamID: id, flags: 0x01, payload: ByteBuffer(string: "x"))
            } else {
                refused.raise()
                bytes.append(.settings(ServerSettings()))
                bytes.append(.goAway(lastStreamID: 0))
            }
            return bytes.take()
        }
        try await RawServer.run(answer: answer) { address in
            try await withClient(of: [address]) { client in
                let options = CallOptions(deadline: .distantFuture, waitForReady: true)
                let (texts, code) = await client.stream("", options).readAll()
                #expect(texts == ["x"])
                #expect(code == .ok)
            }
        }
    }

    @Test("A stream that is lost before its first message may have run, and is not opened again")
    func lost() async throws {
        try await RawServer.run(answer: { _ in nil }) { address in
            try await withClient(of: [address]) { client in
                #expect(await client.stream().readAll().code == .unavailable)
            }
        }
    }
}

extension ByteBuffer {
    fileprivate static func joined(_ parts: [ByteBuffer]) -> ByteBuffer {
        var joined = ByteBuffer()
        for part in parts { joined.writeImmutableBuffer(part) }
        return joined
    }
}
