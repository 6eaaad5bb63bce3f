import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Gateway

@Suite("Clients that do not send")
struct ReceiveTimeoutTests {
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handler: ReceiveTimeoutHandler(timeout: .seconds(10)))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    private func receiveHead() throws {
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: ["host": "x"])
        try channel.writeInbound(HTTPServerRequestPart.head(head))
    }

    private func advance(_ time: TimeAmount) {
        channel.embeddedEventLoop.advanceTime(by: time)
    }

    private var isOpen: Bool {
        channel.embeddedEventLoop.run()
        return channel.isActive
    }

    @Test("Who does not finish a request in the time is disconnected, whatever he sends of it meanwhile")
    func unfinished() throws {
        try receiveHead()
        channel.read()
        advance(.seconds(9))
        try channel.writeInbound(HTTPServerRequestPart.body(ByteBuffer(string: "x")))
        channel.read()
        #expect(isOpen)
        advance(.seconds(1))
        #expect(!isOpen)
    }

    @Test("While the gateway reads nothing, nobody is late; the time runs from when it reads again")
    func held() throws {
        try receiveHead()
        advance(.seconds(60))
        #expect(isOpen)
        channel.read()
        advance(.milliseconds(9_999))
        #expect(isOpen)
        advance(.milliseconds(1))
        #expect(!isOpen)
    }

    @Test("Who has finished a request has nothing to fear")
    func finished() throws {
        try receiveHead()
        channel.read()
        try channel.writeInbound(HTTPServerRequestPart.end(nil))
        channel.read()
        advance(.seconds(60))
        #expect(isOpen)
    }
}
