internal import Logging
internal import Messages
internal import NIOCore
import Synchronization

/// A client's end of a connection.
final class ClientConnection: FramedConnection, Balanced {
    typealias InboundIn = ByteBuffer

    struct Shared: Sendable {
        var state: ClientConnectionState<PendingCall>
        var outbound = OutboundBuffer()
        /// Why this side closes the connection, if it does.
        var closeReason: String?
    }

    let channel: any Channel
    let loop: NIOLoopBound<ConnectionLoop>
    let limits: RPCClientLimits
    private let logger: Logger
    /// Told once, with a reason, when the connection takes no more calls, before any call learns of it.
    let onUnusable: @Sendable (ConnectionEnd) -> Void
    /// Told when the channel is closed.
    private let onClosed: @Sendable (ClientConnection) -> Void
    private let shared: Mutex<Shared>
    // For the balancer, which looks at connections without their locks.
    private let outstanding = Atomic<Int>(0)
    private let limit: Atomic<Int>
    let serverLoad = ServerLoad()
    /// The endpoint's: connections that follow one another share it.
    let failures: ConsecutiveFailures
    /// In nanoseconds; 0 before the first measurement.
    private let lastRoundTrip = Atomic<Int64>(0)

    /// Called on the channel's event loop.
    init(
        channel: any Channel, limits: RPCClientLimits, failures: ConsecutiveFailures, logger: Logger,
        onUnusable: @escaping @Sendable (ConnectionEnd) -> Void,
        onClosed: @escaping @Sendable (ClientConnection) -> Void
    ) {
        self.channel = channel
        self.limits = limits
        self.failures = failures
        self.logger = logger
        self.onUnusable = onUnusable
        self.onClosed = onClosed
        loop = NIOLoopBound(
            ConnectionLoop(limits: limits.connection, peer: Peer(address: channel.remoteAddress)),
            eventLoop: channel.eventLoop)
        limit = Atomic(limits.callsPerConnection)
        shared = Mutex(
            Shared(
                state: ClientConnectionState(
                    callLimit: limits.callsPerConnection, lastUsableStreamID: limits.lastUsableStreamID)))
    }

    var outstandingCalls: Int { outstanding.load(ordering: .relaxed) }
    var callLimit: Int { limit.load(ordering: .relaxed) }
    func foreignCalls(at now: NIODeadline) -> Int { serverLoad.foreignCalls(at: now) }
    func isRefusing(at now: NIODeadline) -> Bool { serverLoad.isRefusing(at: now) }
    /// Whether it was replaced in good order, after which its end says nothing against the endpoint.
    var isReplaced: Bool { shared.withLock { $0.state.isReplaced } }
    var roundTrip: Duration? {
        let nanoseconds = lastRoundTrip.load(ordering: .relaxed)
        return nanoseconds == 0 ? nil : .nanoseconds(nanoseconds)
    }

    /// Changes the state under the lock, and sees to it that what was appended is written.
    func perform<Result: Sendable>(_ body: (inout Shared) -> Result) -> Result {
        let (result, mustFlush) = shared.withLock { shared in
            let result = body(&shared)
            outstanding.store(shared.state.callCount, ordering: .relaxed)
            limit.store(shared.state.callLimit, ordering: .relaxed)
            return (result, shared.outbound.claimFlush(evenIfEmpty: shared.state.isFinished))
        }
        if mustFlush { scheduleFlush() }
        return result
    }

    func takeOutbound() -> OutboundTake {
        let (take, needsReplacement) = shared.withLock { shared in
            let take = OutboundTake(
                bytes: shared.outbound.take(), hasMore: !shared.outbound.isEmpty,
                isLast: shared.state.isFinished && shared.outbound.isEmpty, schedule: shared.state.schedule)
            if take.bytes != nil { shared.state.flushed() }
            return (take, shared.state.needsReplacement)
        }
        if needsReplacement {
            onUnusable(.used(reason: "its stream ids run out"))
            retire()
        }
        return take
    }

    /// Calls that come meanwhile ask for a flush nevertheless: that is what sets the timer for their deadlines.
    func writingPaused() -> CallSchedule {
        shared.withLock { shared in
            shared.outbound.releaseFlush()
            return shared.state.schedule
        }
    }

    func recycle(_ bytes: ByteBuffer) {
        shared.withLock { $0.outbound.recycle(bytes) }
    }

    func expireCalls(at now: NIODeadline) -> CallSchedule {
        let (expired, schedule) = perform { shared in
            let expired = shared.state.expire(at: now)
            for case let frame? in expired.map(\.frame) { shared.outbound.append(frame) }
            return (expired.map(\.call), shared.state.schedule)
        }
        for call in expired { call.end(.failed(.deadlineExceeded)) }
        return schedule
    }

    /// Sends a ping that carries the time, for the round trip to be measured.
    func askForLife(at now: NIODeadline) {
        perform { shared in
            if let ping = shared.state.ping(payload: ByteBuffer(integer: now.uptimeNanoseconds)) {
                shared.outbound.append(ping)
            }
        }
    }

    /// A client with nothing to do just leaves.
    func sayFarewell() -> Bool { false }

    /// The peer answered a ping that was sent at that time, if it tells the truth.
    func measureRoundTrip(since sent: NIODeadline, until now: NIODeadline) {
        guard sent < now else { return }
        lastRoundTrip.store((now - sent).nanoseconds, ordering: .relaxed)
    }

    /// The connection is closed as soon as its calls are answered.
    func retire() {
        perform { $0.state.retire() }
    }

    func connectionClosed() {
        onUnusable(.lost(reason: Status.connectionLost.message))
        endCalls()
        onClosed(self)
    }

    /// Tells calls that their connection is gone. Nothing more of them is written.
    private func endCalls() {
        let (leftovers, reason) = shared.withLock { shared in
            shared.outbound.discard()
            outstanding.store(0, ordering: .relaxed)
            return (shared.state.closed(), shared.closeReason)
        }
        for call in leftovers.unsent { call.end(.unsent) }
        for call in leftovers.lost { call.end(.lost(because: reason)) }
    }

    func willClose(because reason: String) {
        logger.debug("Closing an RPC connection", metadata: ["reason": "\(reason)"])
        shared.withLock { $0.closeReason = $0.closeReason ?? reason }
        onUnusable(.lost(reason: reason))
        // Not only when the channel has closed: TLS waits for a while for the peer to take leave.
        endCalls()
    }
}
