import NIOCore
import NIOHTTP1

/// Stands between a connection and its ``RequestHandler``: answers from the near cache, ends the connection when it is idle,
/// and lets it go gently when the server is to stop.
///
/// A hit is sent only while no request of this connection that was passed on is unanswered, so that answers stay in the order
/// of their requests without any of them being held back. It must stand right behind the codec of HTTP/1.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var state: ConnectionState
    /// Nil where there is no near cache.
    private var responder: NearCacheResponder?
    /// Finished bytes go from here to the socket, as the encoder takes none.
    private var encoder: ChannelHandlerContext?
    /// Whether the rest of a request that was answered already is to come.
    private var isSkipping = false
    private var needsFlush = false
    private var timer: Scheduled<Void>?

    init(state: ConnectionState, responder: NearCacheResponder?) {
        self.state = state
        self.responder = responder
    }

    func handlerAdded(context: ChannelHandlerContext) {
        encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        execute(state.timerFired(at: context.eventLoop.now), context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        encoder = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let answer = answer(head, at: now, context) {
                isSkipping = true
                needsFlush = true
                state.answeredAtOnce(at: now)
                encoder?.write(NIOAny(IOData.byteBuffer(answer)), promise: nil)
                return
            }
            state.receivedHead(at: now)
        case .body:
            if isSkipping { return }
            state.receivedBody(at: now)
        case .end:
            if isSkipping {
                isSkipping = false
                return
            }
            state.receivedEnd(at: now)
        }
        context.fireChannelRead(data)
    }

    /// Who does not read what he asked for gets no more at once.
    private func answer(
        _ head: HTTPRequestHead, at now: NIODeadline, _ context: ChannelHandlerContext
    ) -> ByteBuffer? {
        guard state.canAnswerAtOnce, encoder != nil, context.channel.isWritable else { return nil }
        return responder?.answer(head, from: context.remoteAddress, at: now)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            encoder?.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.code >= 200:
            guard state.sendingHead() else { return context.write(data, promise: promise) }
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .head, .body:
            context.write(data, promise: promise)
        case .end:
            guard state.sentEnd(at: context.eventLoop.now) else { return context.write(data, promise: promise) }
            let sent = promise ?? context.eventLoop.makePromise()
            sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            context.writeAndFlush(data, promise: sent)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            execute(state.drain(at: context.eventLoop.now), context)
        case ChannelEvent.inputClosed:
            // A connection that has ended is closed, whatever was sent at once and is still on its way.
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in context.fireUserInboundEventTriggered(event) }
            (encoder ?? context).writeAndFlush(NIOAny(IOData.byteBuffer(ByteBuffer())), promise: sent)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        context.close(mode: mode, promise: promise)
        guard mode == .output, context.channel.isActive else { return }
        execute(state.closedOutput(at: context.eventLoop.now), context)
    }

    private func execute(_ action: ConnectionState.Action, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        switch action {
        case .close:
            context.close(promise: nil)
        case .wait(let deadline):
            timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
                self.execute(self.state.timerFired(at: context.eventLoop.now), context)
            }
        }
    }
}
