import DequeModule
import Logging
import NIOCore

/// The one thread that owns every connection. Each tick reads what sockets have, takes what callers want, sends it in
/// as few writes as possible, and wakes the callers whose answers are there.
final class Reactor {
    let configuration: PostgresConfiguration
    let inbox: Inbox
    let epoll: Epoll
    let links: [Link]
    let helper: BlockingHelper
    let status: StatusBoard
    let logger: Logger
    let backoff = Backoff()

    /// Reads and writes that wait for a connection with room.
    var shared = Deque<WaitingRequest>()
    /// Transactions that wait for a connection of their own.
    var leases = Deque<WaitingRequest>()
    var outbox = Outbox()
    /// Calls that have left the queues since the inbox was told.
    var departed = 0
    /// No call's deadline is earlier. Too early is harmless, so answers need not raise it.
    var earliestDeadline = NIODeadline.distantFuture
    var lastError: PostgresError?
    /// When a shutdown stops waiting for what is in flight.
    private var shutdownAt: NIODeadline?
    private var ready: [UInt64] = []

    private static let wakeUpToken = UInt64.max
    private static let shutdownGrace = TimeAmount.seconds(5)

    init(
        configuration: PostgresConfiguration, inbox: Inbox, epoll: Epoll, links: [Link], status: StatusBoard,
        logger: Logger
    ) {
        self.configuration = configuration
        self.inbox = inbox
        self.epoll = epoll
        self.links = links
        self.status = status
        self.logger = logger
        helper = BlockingHelper(inbox: inbox)
    }

    /// Runs until the inbox is shut down and what was in flight has been answered.
    func run() {
        _ = epoll.watch(inbox.wakeUp.descriptor, token: Self.wakeUpToken)
        while !isFinished { tick() }
        close()
    }

    private func tick() {
        epoll.wait(milliseconds: timeout()) { ready.append($0) }
        let now = NIODeadline.now()
        for token in ready { handleReady(token, now: now) }
        ready.removeAll(keepingCapacity: true)
        takeInbox(now: now)
        for link in links { advance(link, now: now) }
        if now >= earliestDeadline { expire(now: now) }
        dispatch(now: now)
        for link in links {
            if let end = link.finishTick(now: now, outbox: &outbox) { self.end(link, end, now: now) }
        }
        outbox.deliver()
        publish()
    }

    /// How long to sleep: not at all while there is something to do.
    private func timeout() -> CInt {
        guard outbox.requeued.isEmpty, inbox.sleep() else { return 0 }
        var wakeAt = min(earliestDeadline, shutdownAt ?? .distantFuture)
        for link in links { wakeAt = min(wakeAt, link.lifecycle.nextTick, link.pipeline.nextWatch) }
        if wakeAt == .distantFuture { return -1 }
        let nanoseconds = (wakeAt - .now()).nanoseconds
        // Rounded up: waking too early would spin.
        return CInt(clamping: max(0, (nanoseconds + 999_999) / 1_000_000))
    }

    private func handleReady(_ token: UInt64, now: NIODeadline) {
        if token == Self.wakeUpToken { return inbox.wakeUp.reset() }
        let link = links[Int(token)]
        let isConnecting = link.lifecycle.isConnecting
        let end =
            isConnecting
            ? link.continueConnecting().map(ConnectionEnd.lost) : link.socketReady(now: now, outbox: &outbox)
        if let end { return self.end(link, end, now: now) }
        if isConnecting, link.lifecycle.isOpen {
            logger.debug("connected to Postgres", metadata: ["connection": "\(link.index)"])
        }
    }

    private func takeInbox(now: NIODeadline) {
        let batch = inbox.drain(departed: departed)
        departed = 0
        for report in batch.reports { handle(report, now: now) }
        for request in batch.requests { accept(request, now: now) }
        if !batch.cancelled.isEmpty { cancel(batch.cancelled, now: now) }
        if batch.isShuttingDown, shutdownAt == nil { shutdownAt = now + Self.shutdownGrace }
    }

    private var isFinished: Bool {
        guard let shutdownAt else { return false }
        if .now() >= shutdownAt { return true }
        let isIdle = links.allSatisfy { $0.pipeline.steps.isEmpty && $0.pipeline.lease == nil }
        return isIdle && shared.isEmpty && leases.isEmpty && outbox.requeued.isEmpty
    }

    private func close() {
        let unseen = inbox.close().requests
        let waiting = shared + leases + outbox.takeRequeued()
        for request in unseen + waiting.map(\.request) { outbox.answer(request, .failure(.shutDown)) }
        for link in links {
            link.lifecycle.close()
            link.disconnect(.lost(.shutDown), now: .now(), outbox: &outbox)
        }
        outbox.deliver()
        publish()
    }

    private func publish() {
        var health = PostgresHealth()
        health.configuredConnections = links.count
        health.connectedConnections = links.count { $0.lifecycle.isOpen }
        if health.connectedConnections == links.count { lastError = nil }
        health.lastError = lastError
        health.lastRoundTrip = links.lazy.compactMap(\.lastRoundTrip).last.map { .nanoseconds($0.nanoseconds) }
        let flights = links.reduce(0) { $0 + $1.pipeline.flightCount }
        status.publish(health, waiting: shared.count + leases.count, inFlight: flights)
    }
}
