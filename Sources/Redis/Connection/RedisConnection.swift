import Logging
import Metrics
import NIOCore
import NIOPosix
import Synchronization

/// Does what a ``ConnectionMachine`` says: opens the socket, writes, waits and wakes waiters.
///
/// Calls are submitted from any thread; everything else happens on one event loop. A lock guards the machine, and
/// nothing is resumed, written or closed while it is held.
final class RedisConnection: Sendable {
    typealias Waiter = UnsafeContinuation<Result<RedisReply, RedisError>, Never>
    typealias Machine = ConnectionMachine<Waiter>

    private struct State {
        var machine: Machine
        var lastError: String?
        var lastRoundTrip: TimeAmount?
    }

    /// What belongs to the event loop.
    private struct LoopState {
        var channel: (any Channel)?
        var wakeUp: Scheduled<Void>?
        var connectTimeout: Scheduled<Void>?
        /// Fulfilled when a shutdown is over.
        var shutDown: EventLoopPromise<Void>?
    }

    private let configuration: RedisConfiguration
    private let logger: Logger
    private let metrics: RedisMetrics
    private let eventLoop: any EventLoop
    private let loopState: NIOLoopBoundBox<LoopState>
    private let state: Mutex<State>
    private let isConnected: Gauge

    /// - Parameter index: Tells the client's connections apart in metrics.
    init(
        index: Int, configuration: RedisConfiguration, logger: Logger, metrics: RedisMetrics, eventLoop: any EventLoop
    ) {
        self.configuration = configuration
        self.logger = logger
        self.metrics = metrics
        self.eventLoop = eventLoop
        isConnected = Gauge(label: "lyceum_redis_connected", dimensions: [("connection", String(index))])
        loopState = .makeBoxSendingValue(LoopState(), eventLoop: eventLoop)
        state = Mutex(
            State(machine: Machine(endpoint: configuration.endpoint, limits: configuration.commandLimits)))
    }

    /// The connection's part in ``RedisHealth``.
    var health: (isReady: Bool, lastRoundTrip: TimeAmount?, lastError: String?) {
        state.withLock { ($0.machine.isReady, $0.lastRoundTrip, $0.lastError) }
    }
}

// MARK: Calls, from any thread

extension RedisConnection {
    /// Takes a call in; returns why it was refused, in which case its waiter is the caller's to resume.
    func submit(_ call: Call<Waiter>) -> RedisError? {
        switch state.withLock({ $0.machine.submit(call) }) {
        case .refused(let error):
            return error
        case .accepted:
            return nil
        case .flush:
            eventLoop.execute { self.flush() }
            return nil
        }
    }

    /// Gives a call up if it is one of this connection's.
    func cancel(_ id: CallID) {
        guard let waiter = state.withLock({ $0.machine.cancel(id) }) else { return }
        fail([waiter], with: .cancelled)
    }

    /// Opens the connection, and keeps it open.
    func start() {
        eventLoop.execute {
            if self.state.withLock({ $0.machine.start() }) { self.connect() }
        }
    }

    /// Lets the calls under way finish, and closes the connection; once only. Ends after the command time-out at the
    /// latest, and not earlier when the task is cancelled.
    func shutDown() async {
        let promise = eventLoop.makePromise(of: Void.self)
        eventLoop.execute {
            self.loopState.value.shutDown = promise
            self.beginShutDown()
        }
        // Nothing fails the promise.
        try? await promise.futureResult.get()
    }

    private func fail(_ waiters: [Waiter], with error: RedisError) {
        metrics.failed(error.code, calls: waiters.count)
        for waiter in waiters { waiter.resume(returning: .failure(error)) }
    }
}

// MARK: On the event loop

extension RedisConnection {
    private func flush() {
        let flush = state.withLock { $0.machine.flush(now: .now()) }
        scheduleWakeUp(flush.wakeUp)
        if let bytes = flush.bytes { write(bytes) }
    }

    private func write(_ bytes: ByteBuffer) {
        // A failed write closes the channel, and that fails the calls.
        loopState.value.channel?.writeAndFlush(bytes, promise: nil)
    }

    private func scheduleWakeUp(_ deadline: NIODeadline?) {
        guard let deadline else { return }
        loopState.value.wakeUp?.cancel()
        loopState.value.wakeUp = eventLoop.scheduleTask(deadline: deadline) { self.wake() }
    }

    private func wake() {
        let wake = state.withLock { $0.machine.wake(now: .now()) }
        fail(wake.expired, with: .deadlineExceeded)
        scheduleWakeUp(wake.wakeUp)
        if wake.close { close() }
    }

    private func close() {
        loopState.value.channel?.close(promise: nil)
    }

    private func beginShutDown() {
        let shutDown = state.withLock { $0.machine.shutDown() }
        fail(shutDown.failed, with: .shutDown)
        if shutDown.close { close() }
        if shutDown.isOver { loopState.value.shutDown?.succeed() }
    }

    /// Replies have arrived, in this order.
    func received(_ replies: [RedisReply]) {
        let now = NIODeadline.now()
        var completed: [(waiter: Waiter, reply: RedisReply)] = []
        var isReady = false
        var mustClose = false
        state.withLock { state in
            for reply in replies {
                switch state.machine.received(reply, now: now) {
                case .nothing: break
                case .ready: isReady = true
                case .close: mustClose = true
                case .complete(let waiter, let reply, let roundTrip):
                    completed.append((waiter, reply))
                    state.lastRoundTrip = roundTrip
                    metrics.answered(after: roundTrip)
                }
            }
            mustClose = mustClose || state.machine.isDrained
        }
        for (waiter, reply) in completed { waiter.resume(returning: .success(reply)) }
        if isReady { becameReady() }
        if mustClose { close() }
    }

    /// The bytes that arrive are of no use any more.
    func failed(_ error: RedisError) {
        state.withLock { $0.machine.failed(error) }
        close()
    }
}

// MARK: Connecting, on the event loop

extension RedisConnection {
    private func connect() {
        metrics.connecting()
        let timeout = TimeAmount(configuration.connectTimeout)
        loopState.value.connectTimeout = eventLoop.scheduleTask(in: timeout) { self.connectTimedOut() }
        openChannel(timeout: timeout).whenComplete { result in
            switch result {
            case .success(let channel): self.connected(channel)
            case .failure(let error):
                self.disconnected(RedisError(.unavailable, "Redis can't be reached: \(error)"))
            }
        }
    }

    private func openChannel(timeout: TimeAmount) -> EventLoopFuture<any Channel> {
        let limits = configuration.replyLimits
        let bootstrap = ClientBootstrap(group: eventLoop).connectTimeout(timeout).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(RedisChannelHandler(connection: self, limits: limits))
            }
        }
        switch configuration.endpoint.address {
        case .unix(let path):
            return bootstrap.connect(unixDomainSocketPath: path)
        case .tcp(let host, let port):
            return
                bootstrap
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelOption(.socketOption(.so_keepalive), value: 1)
                .connect(host: host, port: port)
        }
    }

    private func connected(_ channel: any Channel) {
        loopState.value.channel = channel
        channel.closeFuture.whenComplete { _ in self.disconnected(.connectionClosed) }
        if let handshake = state.withLock({ $0.machine.connected() }) {
            write(handshake)
        } else {
            close()
        }
    }

    private func connectTimedOut() {
        if state.withLock({ $0.machine.connectTimedOut() }) { close() }
    }

    private func becameReady() {
        loopState.value.connectTimeout?.cancel()
        state.withLock { $0.lastError = nil }
        logger.info("Connected to Redis", metadata: ["endpoint": "\(configuration.endpoint)"])
        isConnected.record(1)
        flush()
    }

    private func disconnected(_ error: RedisError) {
        loopState.value.connectTimeout?.cancel()
        loopState.value.channel = nil
        let disconnection = state.withLock { state in
            let disconnection = state.machine.disconnected(error)
            state.lastError = disconnection.reason.message
            return disconnection
        }
        fail(disconnection.failed, with: disconnection.reason)
        isConnected.record(0)
        guard let failures = disconnection.failures else {
            loopState.value.shutDown?.succeed()
            return
        }
        // Once per outage: the attempts that follow say nothing new.
        logger.log(
            level: failures == 1 ? .warning : .debug, "Redis is not reachable",
            metadata: [
                "endpoint": "\(configuration.endpoint)", "reason": "\(disconnection.reason.message)",
                "failures": "\(failures)",
            ])
        reconnect(afterFailures: failures)
    }

    private func reconnect(afterFailures failures: Int) {
        var generator = SystemRandomNumberGenerator()
        let pause = ReconnectBackoff.pause(afterFailures: failures, using: &generator)
        eventLoop.scheduleTask(in: pause) {
            if self.state.withLock({ $0.machine.pauseEnded() }) { self.connect() }
        }
    }
}
