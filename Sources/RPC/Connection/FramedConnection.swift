internal import NIOCore

/// What both ends of a connection have in common: reading frames, writing what waits, and watching the time.
///
/// The conforming class is the channel's only handler. Its state machine and its outbound buffer sit behind one lock,
/// since calls begin and end on any thread.
protocol FramedConnection: ChannelInboundHandler, Sendable where InboundIn == ByteBuffer {
    var channel: any Channel { get }
    var loop: NIOLoopBound<ConnectionLoop> { get }

    /// What one read brought.
    func received(_ events: [FrameDecoder.Event], at now: NIODeadline)
    /// Takes some of what waits to be written.
    func takeOutbound() -> OutboundTake
    /// The channel takes nothing now.
    /// - Returns: what the timer has to be set for.
    func writingPaused() -> CallSchedule
    /// Gives back the storage of what was taken.
    func recycle(_ bytes: ByteBuffer)
    /// Ends the calls whose deadline has passed, and tells what is next.
    func expireCalls(at now: NIODeadline) -> CallSchedule
    /// Asks the peer for a sign of life.
    func askForLife(at now: NIODeadline)
    /// Tells the peer, which has nothing to do here, that it is to go; false when it would not understand.
    func sayFarewell() -> Bool
    /// The channel is closed.
    func connectionClosed()
    /// This side closes the connection: tells the log why, and ends the calls.
    func willClose(because reason: String)
}

/// What a flush takes from a connection.
struct OutboundTake {
    var bytes: ByteBuffer?
    /// Whether more waits.
    var hasMore: Bool
    /// Whether the connection ends with these bytes.
    var isLast: Bool
    var schedule: CallSchedule
}

extension FramedConnection {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let loop = loop.value
        let now = NIODeadline.now()
        loop.decoder.append(unwrapInboundIn(data))
        var violation: FrameDecoder.Violation?
        do throws(FrameDecoder.Violation) {
            try loop.decoder.decode(into: &loop.events)
        } catch {
            violation = error
        }
        loop.liveness.received(
            at: now, completedFrame: !loop.events.isEmpty, isMidFrame: loop.decoder.isMidFrame)
        if !loop.events.isEmpty {
            received(loop.events, at: now)
            loop.events.removeAll(keepingCapacity: true)
        }
        if let violation { return close(because: violation.rawValue) }
        if loop.decoder.isMidFrame { checkLiveness(at: now) }
    }

    func channelActive(context: ChannelHandlerContext) {
        checkLiveness(at: .now())
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        loop.value.cancelTimer()
        connectionClosed()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        loop.value.liveness.writabilityChanged(channel.isWritable, at: now)
        checkLiveness(at: now)
        flush()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close(because: "\(TLSHandshakeError.after(error) ?? error)")
    }

    /// Asks the event loop for a ``flush()``.
    func scheduleFlush() {
        channel.eventLoop.execute { self.flush() }
    }

    /// Writes what waits. What arrives while the channel takes nothing stays where it is counted.
    func flush() {
        let loop = loop.value
        // Writing can make the channel writable again, which leads here.
        guard !loop.isFlushing else { return }
        loop.isFlushing = true
        defer { loop.isFlushing = false }
        var take: OutboundTake
        repeat {
            guard channel.isWritable else { return arm(writingPaused()) }
            take = takeOutbound()
        } while write(take)
        arm(take.schedule)
    }

    /// Writes what was taken; false when that was all.
    private func write(_ take: OutboundTake) -> Bool {
        if take.isLast {
            // Behind everything that the channel still has to write.
            channel.writeAndFlush(take.bytes ?? ByteBuffer()).whenComplete { _ in self.channel.close(promise: nil) }
            return false
        }
        guard let bytes = take.bytes else { return false }
        loop.value.liveness.wrote()
        channel.writeAndFlush(bytes, promise: nil)
        recycle(bytes)
        return take.hasMore
    }

    func close(because reason: String) {
        willClose(because: reason)
        channel.close(promise: nil)
    }
}
