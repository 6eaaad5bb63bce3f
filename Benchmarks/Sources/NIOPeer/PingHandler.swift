import NIOCore
import PeerLoad

/// Keeps so many requests in flight, all on the event loop: no task, no lock, no message.
final class PingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Run {
        let request: ByteBuffer
        let replySize: Int
        let end: MonotonicTime
        let times: EventLoopPromise<[UInt32]>
        /// When the requests in flight were sent, the oldest first.
        var started: CircularBuffer<MonotonicTime> = []
        var taken: [UInt32] = []
    }

    private var run: Run?
    private var received = 0

    func start(
        _ load: Load, callers: Int, end: MonotonicTime, context: ChannelHandlerContext
    ) -> EventLoopFuture<[UInt32]> {
        let sizes = FrameSizes(of: load)
        let request = ByteBuffer(repeating: load == .echo ? 0 : 1, count: sizes.request)
        let times = context.eventLoop.makePromise(of: [UInt32].self)
        run = Run(request: request, replySize: sizes.reply, end: end, times: times)
        for _ in 0..<callers { send(at: .now, context) }
        context.flush()
        return times.futureResult
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytes
        let now = MonotonicTime.now
        while let size = run?.replySize, received >= size {
            received -= size
            guard let start = run?.started.popFirst() else { return }
            run?.taken.append(now - start)
            send(at: now, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }

    private func send(at now: MonotonicTime, _ context: ChannelHandlerContext) {
        guard let run else { return }
        if now < run.end {
            self.run?.started.append(now)
            context.write(wrapOutboundOut(run.request), promise: nil)
        } else if run.started.isEmpty {
            self.run = nil
            run.times.succeed(run.taken)
        }
    }
}
