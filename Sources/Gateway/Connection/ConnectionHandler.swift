import NIOCore
import NIOHTTP1

/// Stands between a connection and its ``RequestHandler``: answers from the near cache, ends the connection when it is
/// idle or a head takes too long, and lets it go gently when the server is to stop.
///
/// A hit is sent only while no request of this connection that was passed on is unanswered, so that answers stay in the order
/// of their requests without any of them being held back. It must stand right behind the decoder of HTTP/1.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = OutgoingMessage
    typealias OutboundOut = ByteBuffer

    private static let goOn = ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")

    private var state: ConnectionState
    /// Nil where there is no near cache.
    private var responder: NearCacheResponder?
    /// Whether the rest of a request that was answered already is to come.
    private var isSkipping = false
    private var needsFlush = false
    /// Whether the decoder made a part of a request of what was read last.
    private var hasPart = false
    private var timer: Scheduled<Void>?

    init(state: ConnectionState, responder: NearCacheResponder?) {
        self.state = state
        self.responder = responder
    }

    func handlerAdded(context: ChannelHandlerContext) {
        look(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        hasPart = true
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let answer = answer(head, at: now, context) {
                isSkipping = true
                needsFlush = true
                state.answeredAtOnce(at: now)
                context.write(wrapOutboundOut(answer), promise: nil)
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
        guard state.canAnswerAtOnce, context.channel.isWritable else { return nil }
        return responder?.answer(head, from: context.remoteAddress, at: now)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        if !hasPart, state.receivedNoPart(at: context.eventLoop.now, unsent: context.channel.unsentBytes) {
            look(context)
        }
        hasPart = false
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .answer(var answer) = unwrapOutboundIn(data) else {
            return context.write(wrapOutboundOut(Self.goOn), promise: promise)
        }
        if state.sendingHead() { answer.tellEnd() }
        guard state.sentEnd(at: context.eventLoop.now) else { return send(answer, promise, context) }
        let sent = promise ?? context.eventLoop.makePromise()
        sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        send(answer, sent, context)
        context.flush()
    }

    private func send(_ answer: Answer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        guard answer.body.readableBytes > 0 else {
            return context.write(wrapOutboundOut(answer.head), promise: promise)
        }
        context.write(wrapOutboundOut(answer.head), promise: nil)
        context.write(wrapOutboundOut(answer.body), promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            execute(state.drain(at: context.eventLoop.now, unsent: context.channel.unsentBytes), context)
        case ChannelEvent.inputClosed:
            // A connection that has ended is closed, whatever was sent at once and is still on its way.
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in context.fireUserInboundEventTriggered(event) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
        case ChannelEvent.outputClosed:
            // All is sent.
            look(context)
            context.fireUserInboundEventTriggered(event)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        context.close(mode: mode, promise: promise)
        guard mode == .output, context.channel.isActive else { return }
        execute(state.closedOutput(at: context.eventLoop.now, unsent: context.channel.unsentBytes), context)
    }

    /// Asks what is to be done about the end of the connection.
    private func look(_ context: ChannelHandlerContext) {
        execute(state.timerFired(at: context.eventLoop.now, unsent: context.channel.unsentBytes), context)
    }

    private func execute(_ action: ConnectionState.Action, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        switch action {
        case .close:
            context.close(promise: nil)
        case .wait(let deadline):
            wait(until: deadline, context)
        case .waitUntilSent(let deadline):
            wait(until: deadline, context)
            let sent = context.eventLoop.makePromise(of: Void.self)
            // It fails only on a connection that has ended.
            sent.futureResult.assumeIsolated().whenSuccess { self.look(context) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
        }
    }

    private func wait(until deadline: NIODeadline, _ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.look(context) }
    }
}
