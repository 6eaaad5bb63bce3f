import NIOCore
import PeerLoad
import Synchronization

/// As ``PingHandler``, but callers are tasks on the default executor, as a runtime's are: what their suspension and the
/// way to the event loop and back cost, with nothing else that a call needs.
final class TaskPingHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private struct State {
        var outbound = ByteBuffer()
        var isFlushScheduled = false
        var waiters: CircularBuffer<UnsafeContinuation<Void, Never>> = []
        var replySize = 0
    }

    private let channel: any Channel
    private let received: NIOLoopBoundBox<Int>
    private let state = Mutex(State())

    /// Called on the channel's event loop.
    init(_ channel: any Channel) {
        self.channel = channel
        received = NIOLoopBoundBox(0, eventLoop: channel.eventLoop)
    }

    /// Sends a request and waits for its reply. Calls of one moment are of one load.
    func call(_ load: Load) async {
        let sizes = FrameSizes(of: load)
        await withUnsafeContinuation { continuation in
            let mustFlush = state.withLock { state in
                state.outbound.writeRepeatingByte(load == .echo ? 0 : 1, count: sizes.request)
                state.replySize = sizes.reply
                state.waiters.append(continuation)
                defer { state.isFlushScheduled = true }
                return !state.isFlushScheduled
            }
            if mustFlush { channel.eventLoop.execute { self.flush() } }
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.value += unwrapInboundIn(data).readableBytes
        let answered = state.withLock { state in
            guard state.replySize > 0 else { return [] as [UnsafeContinuation<Void, Never>] }
            let count = received.value / state.replySize
            received.value %= state.replySize
            defer { state.waiters.removeFirst(count) }
            return Array(state.waiters.prefix(count))
        }
        for waiter in answered { waiter.resume() }
    }

    private func flush() {
        let bytes = state.withLock { state in
            defer {
                state.outbound = ByteBuffer()
                state.isFlushScheduled = false
            }
            return state.outbound
        }
        channel.writeAndFlush(bytes, promise: nil)
    }
}
