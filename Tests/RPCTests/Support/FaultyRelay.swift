import NIOCore

/// Passes bytes on to the other channel, on the same event loop, as far as its fault lets it.
final class FaultyRelay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let fault: FaultyNetwork.Fault?
    /// Bytes that have come.
    private var received = 0
    /// What is done later, in its order.
    private var delayed = CircularBuffer<() -> Void>()

    init(to other: any Channel, _ fault: FaultyNetwork.Fault?) {
        self.other = other
        self.fault = fault
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        let start = received
        received += bytes.readableBytes
        switch fault {
        case nil:
            other.writeAndFlush(bytes, promise: nil)
        case .cut(let limit):
            pass(0..<limit, of: bytes, from: start)
            if received >= limit { other.close(promise: nil) }
        case .stall(let limit):
            pass(0..<limit, of: bytes, from: start)
        case .trickle:
            for position in start..<received { pass(position..<position + 1, of: bytes, from: start) }
        case .delay(let time):
            putOff(by: time, context) { self.other.writeAndFlush(bytes, promise: nil) }
        case .drop(let positions):
            pass(0..<positions.lowerBound, of: bytes, from: start)
            pass(positions.upperBound..<Int.max, of: bytes, from: start)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        guard case .delay(let time) = fault else { return other.close(promise: nil) }
        // Behind the bytes that came before the end.
        putOff(by: time, context) { self.other.close(promise: nil) }
    }

    /// Passes on those of the bytes that have these positions among all that come.
    /// - Parameter start: the first byte's position.
    private func pass(_ positions: Range<Int>, of bytes: ByteBuffer, from start: Int) {
        let passing = positions.clamped(to: start..<start + bytes.readableBytes)
        let index = bytes.readerIndex + passing.lowerBound - start
        guard !passing.isEmpty, let part = bytes.getSlice(at: index, length: passing.count) else { return }
        other.writeAndFlush(part, promise: nil)
    }

    private func putOff(by time: TimeAmount, _ context: ChannelHandlerContext, _ action: @escaping () -> Void) {
        delayed.append(action)
        // Two timers of the same moment may fire in any order: each does what is first.
        context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            let first = self.delayed.removeFirst()
            first()
        }
    }
}
