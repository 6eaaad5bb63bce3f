import NIOCore

/// Closes a connection whose client accepts nothing of what it has asked for.
///
/// A client that accepts its answers costs no timer: one is only set while the connection's buffer is full.
final class SendTimeoutHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let timeout: TimeAmount
    private var timer: Scheduled<Void>?

    init(timeout: TimeAmount) {
        self.timeout = timeout
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            cancelTimer()
        } else if timer == nil {
            wait(context)
        }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimer()
    }

    private func wait(_ context: ChannelHandlerContext) {
        let waiting = context.channel.unsentBytes
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) {
            // What was added meanwhile hides what was accepted, but nothing is added while the buffer is full.
            if context.channel.unsentBytes < waiting { self.wait(context) } else { context.close(promise: nil) }
        }
    }

    private func cancelTimer() {
        timer?.cancel()
        timer = nil
    }
}
