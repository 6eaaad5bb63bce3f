import NIOCore
import NIOHTTP1

/// Closes a connection whose client has sent the head of a request and does not send the rest in time. The head has a
/// time of its own (``ConnectionState``).
///
/// A request that arrives whole costs no timer: one is only set when more is to be read in the middle of a request. While
/// reading is held back, as others wait for their answers, the client can't be late.
final class ReceiveTimeoutHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = OutgoingMessage
    typealias OutboundOut = OutgoingMessage

    private let timeout: TimeAmount
    private var isReceiving = false
    private var timer: Scheduled<Void>?

    init(timeout: TimeAmount) {
        self.timeout = timeout
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isReceiving = true
        case .body: break
        case .end:
            isReceiving = false
            cancelTimer()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if isReceiving && timer == nil {
            timer = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) { context.close(promise: nil) }
        }
        context.read()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimer()
    }

    private func cancelTimer() {
        timer?.cancel()
        timer = nil
    }
}
