internal import Logging
internal import Messages
internal import NIOCore
import Synchronization

/// A server's end of a connection.
final class ServerConnection: FramedConnection {
    typealias InboundIn = ByteBuffer

    struct Shared: Sendable {
        var state: ServerConnectionState<Task<Void, Never>, ParkedWrite>
        var outbound: OutboundBuffer
        var loadReport = LoadReport()
        /// What handlers have set, by the ids of their calls.
        var trailingMetadata: [UInt32: Metadata] = [:]
    }

    let channel: any Channel
    let loop: NIOLoopBound<ConnectionLoop>
    let arrived: NIOLoopBound<ArrivedFrames>
    let core: ServerCore
    private let shared: Mutex<Shared>

    /// Called on the channel's event loop.
    init(channel: any Channel, core: ServerCore) {
        self.channel = channel
        self.core = core
        loop = NIOLoopBound(
            ConnectionLoop(limits: core.limits.connection, peer: Peer(address: channel.remoteAddress)),
            eventLoop: channel.eventLoop)
        arrived = NIOLoopBound(ArrivedFrames(), eventLoop: channel.eventLoop)
        shared = Mutex(
            Shared(
                state: ServerConnectionState(callLimit: core.limits.callsPerConnection),
                outbound: OutboundBuffer(byteLimit: core.limits.connection.outboundByteLimit)))
    }

    /// Changes the state under the lock, and sees to it that what was appended is written.
    func perform<Result: Sendable>(_ body: (inout Shared) -> Result) -> Result {
        let (result, mustFlush, overflows) = shared.withLock { shared in
            let result = body(&shared)
            let overflows = shared.outbound.overflows
            return (result, shared.outbound.claimFlush(evenIfEmpty: shared.state.isFinished), overflows)
        }
        if overflows { close(because: "the peer leaves too many answers unread") }
        if mustFlush { scheduleFlush() }
        return result
    }

    func takeOutbound() -> OutboundTake {
        let (take, served) = shared.withLock { shared in
            let bytes = shared.outbound.take()
            let served = shared.sendParkedWrites()
            let take = OutboundTake(
                bytes: bytes, hasMore: !shared.outbound.isEmpty,
                isLast: shared.state.isFinished && shared.outbound.isEmpty, schedule: shared.state.schedule)
            return (take, served)
        }
        for write in served { write.resume() }
        return take
    }

    /// Calls set the timer themselves when they start.
    func writingPaused() -> CallSchedule {
        shared.withLock { $0.state.schedule }
    }

    func recycle(_ bytes: ByteBuffer) {
        shared.withLock { $0.outbound.recycle(bytes) }
    }

    func expireCalls(at now: NIODeadline) -> CallSchedule {
        let (abandoned, schedule) = perform { shared in
            let expired = shared.state.expire(at: now)
            for id in expired.answers {
                shared.outbound.appendFailure(.deadlineExceeded, streamID: id, isExtended: shared.state.isExtended)
            }
            var schedule = shared.state.schedule
            if !shared.outbound.isEmpty { schedule.hasCalls = true }
            return (expired.abandoned, schedule)
        }
        abandoned.end()
        return schedule
    }

    /// A server does not ask: its calls have deadlines, and a client that is gone costs nothing but its connection.
    func askForLife(at now: NIODeadline) {}

    /// What waits to be written is dropped, and no further call starts. It may be said twice.
    func connectionClosed() {
        let abandoned = shared.withLock { shared in
            shared.outbound.discard()
            return shared.state.closed()
        }
        abandoned.end()
    }

    func willClose(because reason: String) {
        core.logger.debug(
            "Closing an RPC connection", metadata: ["peer": "\(peerDescription)", "reason": "\(reason)"])
        // Not only when the channel has closed: TLS waits for a while for the peer to take leave, and reads on.
        connectionClosed()
    }

    /// Called on the event loop, before the first frame.
    func handshakeEnded(_ result: Result<PeerIdentity?, any Error>) {
        guard case .success(let identity) = result else { return }
        loop.value.peer = Peer(address: channel.remoteAddress, identity: identity)
    }

    private var peerDescription: String { channel.remoteAddress.map { "\($0)" } ?? "unknown" }
}

/// The end of a connection in good order.
extension ServerConnection {
    /// The server shuts down: new calls are refused from now on.
    func drain() {
        perform { shared in
            if let goAway = shared.state.drain() { shared.outbound.append(goAway) }
        }
    }

    /// Nothing happened for too long: new calls are refused, and a client that understands makes them elsewhere. Like one
    /// whose connection is too old it closes this one itself.
    func sayFarewell() -> Bool {
        perform { shared in
            if let goAway = shared.state.drain() { shared.outbound.append(goAway) }
            return shared.state.isExtended
        }
    }

    /// The connection was open for long enough: the client is asked to make another one, on which a balancer may
    /// choose anew, and what it leaves behind is closed after a while.
    func endOfAge() {
        let isRetiring = perform { shared in
            guard let goAway = shared.state.endOfAge() else { return false }
            shared.outbound.append(goAway)
            return true
        }
        if isRetiring { cutOffAfterGrace() }
    }

    /// The client knows the extensions. It may be late: then it is told that the connection is too old, behind the call
    /// that says so and what else this read brought, which are in time.
    func extend() {
        let agedEarly = perform { shared in
            for frame in shared.state.extend() { shared.outbound.append(frame) }
            return shared.state.agedEarly
        }
        if agedEarly { channel.eventLoop.execute { self.endOfAge() } }
    }

    private func cutOffAfterGrace() {
        let cutOff = channel.eventLoop.scheduleTask(in: core.connectionAgeGrace) {
            self.close(because: "it is too old")
        }
        channel.closeFuture.whenComplete { _ in cutOff.cancel() }
    }

    /// The connection is closed as soon as the calls are answered that have arrived by now.
    func finish() {
        channel.eventLoop.afterTurn { self.perform { $0.state.finish() } }
    }
}

extension AbandonedCalls<Task<Void, Never>, ParkedWrite> {
    /// Cancels the handlers, and tells who waits that nobody listens. To be called without the connection's lock.
    func end() {
        for handler in handlers { handler.cancel() }
        for write in writes { write.continuation.resume(returning: .ended) }
    }
}
