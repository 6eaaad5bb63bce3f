import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import Gateway

/// A connection's handlers without a socket, on a clock that stands still; the test stands where the request handler does.
final class EmbeddedConnection {
    let cache = NearCache(limit: 1 << 20, timeToLive: .seconds(2))
    let channel = EmbeddedChannel()

    init(rateLimiter: RateLimiter? = nil) throws {
        let state = ConnectionState(
            idleTimeout: .seconds(60), receiveTimeout: .seconds(10), drainGrace: .seconds(2), at: channel.eventLoop.now)
        try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(HTTPRequestDecoder()),
            ConnectionHandler(state: state, responder: NearCacheResponder(cache: cache, rateLimiter: rateLimiter)))
        channel.isWritable = true
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    /// Keeps an answer in the cache.
    func keep(_ body: String, at target: String, cost: Int = 1) {
        cache.keep(body, at: target, cost: cost, now: channel.eventLoop.now)
    }

    /// What a client sends, at one go.
    func send(_ text: String) throws {
        try channel.writeInbound(ByteBuffer(string: text))
    }

    func get(_ targets: String...) throws {
        try send(targets.map { "GET \($0) HTTP/1.1\r\nhost: x\r\n\r\n" }.joined())
    }

    /// The targets of the requests that were passed on since the last time.
    func passedOn() throws -> [String] {
        var targets: [String] = []
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .head(let head) = part { targets.append(head.uri) }
        }
        return targets
    }

    /// The request handler's next answer.
    func answer(_ body: String) throws {
        answerSlowReader(body)
        channel.flush()
    }

    /// The same to a client that accepts it when the channel is flushed.
    func answerSlowReader(_ body: String) {
        channel.write(
            OutgoingMessage.answer(Answer(.ok, [:], ByteBuffer(string: body), date: "today", isLast: false)),
            promise: nil)
    }

    /// What the client got since the last time.
    func received() throws -> String {
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    /// The bodies, one letter each, of what the client got.
    func receivedBodies() throws -> String {
        try received().split(separator: "\r\n\r\n").dropFirst().map { String($0.prefix(1)) }.joined()
    }

    func advance(_ time: TimeAmount) {
        channel.embeddedEventLoop.advanceTime(by: time)
    }

    var isOpen: Bool {
        channel.embeddedEventLoop.run()
        return channel.isActive
    }
}
