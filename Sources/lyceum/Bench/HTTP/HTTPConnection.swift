internal import NIOCore
internal import NIOHTTP1

/// A kept-alive connection to a server (RFC 9112) with at most one request on it at a time.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart
    typealias Completion = (Result<HTTPAnswer, LoadError>) -> Void

    private struct Exchange {
        let completion: Completion
        var answer = HTTPAnswer(status: 0)
        var bodyLimit = 0
        var keepsAlive = true
    }

    /// Counts the requests, so that a late time-out can't hit the next one.
    private(set) var serial = 0
    /// Whether the next request may be sent once the last one is answered.
    private(set) var isOpen = false
    private let bodyLimit: Int
    private let closed: (HTTPConnection) -> Void
    private var exchange: Exchange?
    private var context: ChannelHandlerContext?

    /// - Parameters:
    ///   - bodyLimit: how much is kept of a good answer's body.
    ///   - closed: called once, after the request in progress has failed.
    init(bodyLimit: Int, closed: @escaping (HTTPConnection) -> Void) {
        self.bodyLimit = bodyLimit
        self.closed = closed
    }

    /// Sends a request without a body. The completion is called once, on the event loop, when the connection may be used
    /// again or is closed.
    func send(_ head: HTTPRequestHead, completion: @escaping Completion) {
        guard isOpen, exchange == nil, let context else { return completion(.failure(.closed)) }
        serial += 1
        exchange = Exchange(completion: completion)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Gives a request up that has not been answered, and closes the connection, which the answer may still come on.
    func abandon(serial: Int) {
        guard serial == self.serial, exchange != nil else { return }
        fail(.timeout)
    }

    func close() {
        fail(.closed)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        isOpen = context.channel.isActive
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.closed)
        closed(self)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isCut = (error as? HTTPParserError) == .invalidEOFState
        fail(error is HTTPParserError && !isCut ? .invalidHTTP : .closed)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let status = Int(head.status.code)
            exchange?.answer = HTTPAnswer(status: status)
            exchange?.bodyLimit = status < 400 ? bodyLimit : HTTPAnswer.problemLimit
            exchange?.keepsAlive = head.isKeepAlive
        case .body(var part):
            guard let exchange else { return }
            let room = exchange.bodyLimit - exchange.answer.body.readableBytes
            guard room > 0, var slice = part.readSlice(length: min(room, part.readableBytes)) else { return }
            self.exchange?.answer.body.writeBuffer(&slice)
        case .end:
            guard let exchange = exchange.take() else { return }
            if !exchange.keepsAlive {
                isOpen = false
                context.close(promise: nil)
            }
            exchange.completion(.success(exchange.answer))
        }
    }

    private func fail(_ error: LoadError) {
        isOpen = false
        exchange.take()?.completion(.failure(error))
        context?.close(promise: nil)
    }
}
