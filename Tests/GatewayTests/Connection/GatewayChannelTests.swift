import Hummingbird
import NIOCore
import NIOEmbedded
import NIOHTTP1
import ServiceKit
import Testing

@testable import Gateway

@Suite("The decoder of a connection")
struct GatewayChannelTests {
    private static let decoderLimit = 80 << 10

    private let channel: EmbeddedChannel

    init() {
        let configuration = GatewayConfiguration(
            address: HostPort(host: "127.0.0.1", port: 0), cursorKey: [UInt8](repeating: 1, count: 32))
        let responder = CallbackResponder<GatewayContext> { _, _ in Response(status: .ok) }
        channel = EmbeddedChannel(handler: GatewayChannel(configuration: configuration, responder: responder).decoder)
    }

    @Test(
        "However much comes that is no HTTP, or white space without end, little of it is kept",
        arguments: [
            ("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n", "x"), ("CONNECT x:1 HTTP/1.1\r\n\r\n", "x"),
            ("GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n", "x"),
            ("GET / HTTP/1.1\r\nhost: x\r\nx:", " "),
        ])
    func limit(beginning: String, rest: String) throws {
        defer { _ = try? channel.finish() }
        try channel.writeInbound(ByteBuffer(string: beginning))
        let piece = ByteBuffer(string: String(repeating: rest, count: 16 << 10))
        var kept = 0
        #expect(throws: ByteToMessageDecoderError.PayloadTooLargeError.self) {
            while kept <= 2 * Self.decoderLimit {
                try channel.writeInbound(piece)
                kept += piece.readableBytes
            }
        }
        #expect(kept <= Self.decoderLimit)
        // What comes from then on is handed out, and not kept.
        let error = #expect(throws: ByteToMessageDecoderError.self) { try channel.writeInbound(piece) }
        guard case .dataReceivedInErrorState(_, let bytes)? = error else {
            Issue.record("kept: \(String(describing: error))")
            return
        }
        #expect(bytes == piece)
    }

    @Test("A body may be longer than that, however it comes, and so may many requests at once")
    func allowed() throws {
        defer { _ = try? channel.finish() }
        let body = String(repeating: "x", count: 4 * Self.decoderLimit)
        try channel.writeInbound(
            ByteBuffer(string: "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"))
        let field = "x: \(String(repeating: "y", count: 16_000))\r\n"
        let requests = String(repeating: "GET / HTTP/1.1\r\nhost: x\r\n\(field)\r\n", count: 20)
        try channel.writeInbound(ByteBuffer(string: requests))
        var ends = 0
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .end = part { ends += 1 }
        }
        #expect(ends == 21)
    }
}
