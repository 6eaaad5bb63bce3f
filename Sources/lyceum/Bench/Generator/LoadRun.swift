internal import NIOCore

/// One run of a load, on one event loop.
final class LoadRun {
    /// How long it may take to connect before the load begins with the connections that there are.
    private static let connectLimit = TimeAmount.seconds(60)
    private static let sweepInterval = TimeAmount.milliseconds(20)

    private let target: LoadTarget
    private let plan: LoadPlan
    private let promise: EventLoopPromise<LoadReport>
    private var sampler: RequestSampler
    private var arrivals: PoissonArrivals
    private var recorder: LoadRecorder
    private var queue = RequestQueue<HTTPConnection>(isUsable: \.isOpen)
    private lazy var connections = ConnectionSet(
        target, size: plan.connections, opened: { [self] in opened($0) },
        failed: { [self] in recorder.count(.connect) })

    private var origin: NIODeadline?
    /// Since the origin; nil when there is no further one.
    private var nextArrival: Duration?
    private var inFlight: CircularBuffer<(deadline: NIODeadline, connection: HTTPConnection, serial: Int)> = []
    private var unfinished = 0
    private var isFinished = false
    private var processorTimeAtStart: Duration?

    init(target: LoadTarget, plan: LoadPlan, sampler: RequestSampler, promise: EventLoopPromise<LoadReport>) {
        self.target = target
        self.plan = plan
        self.promise = promise
        self.sampler = sampler
        arrivals = PoissonArrivals(rate: plan.rate, seed: plan.seed)
        recorder = LoadRecorder(seconds: Int((plan.duration / .seconds(1)).rounded(.up)))
    }

    func start() {
        connections.fill()
        loop.scheduleTask(in: Self.connectLimit) { [self] in if origin == nil { begin() } }
    }

    /// Ends the run, once.
    func finish(_ result: Result<LoadReport, any Error>) {
        guard !isFinished else { return }
        isFinished = true
        connections.close()
        promise.completeWith(result)
    }

    private var loop: NIOIsolatedEventLoop { target.loop.assumeIsolated() }

    private func opened(_ connection: HTTPConnection) {
        idle(connection)
        if origin == nil && connections.isComplete { begin() }
    }

    private func begin() {
        guard !isFinished else { return }
        guard connections.count > 0 else {
            return finish(.failure(BenchFailure.unreachable(address: target.name, reason: "every attempt failed")))
        }
        origin = .now()
        nextArrival = arrivals.next()
        send()
        sweep()
    }

    /// Sends what is due, and comes back when more is.
    private func send() {
        guard !isFinished, let origin else { return }
        let now = NIODeadline.now()
        while let arrival = nextArrival, origin + TimeAmount(arrival) <= now {
            send(arrival, origin, now)
            let next = arrivals.next()
            nextArrival = next < plan.warmUp + plan.duration ? next : nil
        }
        if let nextArrival {
            loop.scheduleTask(deadline: origin + TimeAmount(nextArrival)) { [self] in send() }
        } else {
            finishWhenDone()
        }
    }

    private func send(_ arrival: Duration, _ origin: NIODeadline, _ now: NIODeadline) {
        let due = origin + TimeAmount(arrival)
        let measured = arrival - plan.warmUp
        let request = DueRequest(
            request: sampler.next(), due: due, deadline: due + TimeAmount(plan.timeout),
            second: measured < .zero ? nil : Int(measured / .seconds(1)))
        if request.second != nil {
            if processorTimeAtStart == nil { processorTimeAtStart = ProcessorTime.ofProcess }
            recorder.lagged(now - due)
        }
        unfinished += 1
        if let connection = queue.add(request) { send(request, on: connection) }
    }

    private func send(_ due: DueRequest, on connection: HTTPConnection) {
        connection.send(target.head(due.request.path, token: due.request.token)) { [self] result in
            ended(due, result)
            if connection.isOpen { idle(connection) }
        }
        inFlight.append((due.deadline, connection, connection.serial))
    }

    private func idle(_ connection: HTTPConnection) {
        if let waiting = queue.add(idle: connection) { send(waiting, on: connection) }
    }

    private func ended(_ due: DueRequest, _ result: Result<HTTPAnswer, LoadError>) {
        unfinished -= 1
        recorder.record(due, result, at: .now())
        finishWhenDone()
    }

    /// Gives up what has passed its deadline, again and again.
    private func sweep() {
        guard !isFinished else { return }
        let now = NIODeadline.now()
        while let first = inFlight.first, first.deadline <= now {
            inFlight.removeFirst()
            first.connection.abandon(serial: first.serial)
        }
        while let request = queue.removeExpired(now) { ended(request, .failure(.timeout)) }
        loop.scheduleTask(in: Self.sweepInterval) { [self] in sweep() }
    }

    private func finishWhenDone() {
        guard origin != nil, nextArrival == nil, unfinished == 0 else { return }
        let used = processorTimeAtStart.map { ProcessorTime.ofProcess - $0 } ?? .zero
        finish(.success(LoadReport(plan: plan, recorder, connections: connections.count, processorTime: used)))
    }
}
