/// Does what a ``Supervisor`` decides, with real processes.
struct SupervisorRunner: Sendable {
    private enum Event: Sendable {
        case start([ManagedProcess])
        case ready
        case started(ManagedProcess, processID: Int32)
        case exited(ManagedProcess, ExitReason)
        case tick
        case stop
    }

    private let commands: [ManagedProcess: ProcessCommand]
    private let pidFiles: PidFiles
    private let log: LogStream
    private let events: AsyncStream<Event>
    private let send: AsyncStream<Event>.Continuation
    private let stopping: AsyncStream<Never>
    private let beginStopping: AsyncStream<Never>.Continuation

    /// - Parameters:
    ///   - commands: How to start each process that is run here.
    ///   - pidFiles: Where the ids of what runs are kept.
    init(commands: [ManagedProcess: ProcessCommand], pidFiles: PidFiles, log: LogStream) {
        self.commands = commands
        self.pidFiles = pidFiles
        self.log = log
        (events, send) = AsyncStream.makeStream()
        (stopping, beginStopping) = AsyncStream.makeStream()
    }

    /// Starts those of the processes that are run here.
    func start(_ processes: [ManagedProcess]) {
        send.yield(.start(processes.filter { commands[$0] != nil }))
    }

    /// From now on whatever fails is started again, for ever.
    func becameReady() {
        send.yield(.ready)
    }

    /// Stops everything in order; when it is called again, at once.
    func stop() {
        beginStopping.finish()
        send.yield(.stop)
    }

    /// Returns when ``stop()`` is called for the first time.
    func untilStopping() async {
        for await _ in stopping {}
    }

    /// Runs until everything has stopped.
    /// - Throws: ``UpError/keepsFailing(_:_:)`` when a process never came up.
    func run() async throws(UpError) {
        var failure: UpError?
        await withDiscardingTaskGroup { group in
            var supervisor = Supervisor()
            var signals: [ManagedProcess: AsyncStream<StopSignal>.Continuation] = [:]
            var scheduledTick: ContinuousClock.Instant?

            for await event in events {
                for action in handle(event, &supervisor) {
                    switch action {
                    case .launch(let process):
                        let (stream, continuation) = AsyncStream<StopSignal>.makeStream()
                        signals[process] = continuation
                        group.addTask { await launch(process, signals: stream) }
                    case .signal(let process, let signal):
                        signals[process]?.yield(signal)
                    case .report(let report):
                        log.announce("lyceum: \(report)")
                    case .giveUp(let process, let reason):
                        failure = failure ?? .keepsFailing(process, reason)
                        stop()
                    case .finish:
                        send.finish()
                    }
                }
                if let tick = supervisor.nextTick, tick != scheduledTick {
                    scheduledTick = tick
                    group.addTask { await wait(until: tick) }
                }
            }
            group.cancelAll()
        }
        if let failure { throw failure }
    }

    private func handle(_ event: Event, _ supervisor: inout Supervisor) -> [SupervisorAction] {
        let now = ContinuousClock.now
        switch event {
        case .start(let processes):
            return supervisor.start(processes)
        case .ready:
            supervisor.becameReady()
            return []
        case .started(let process, let processID):
            pidFiles.write(processID, for: process)
            return supervisor.started(process, now: now)
        case .exited(let process, let reason):
            pidFiles.remove(process)
            return supervisor.exited(process, reason, now: now)
        case .tick:
            return supervisor.tick(now: now)
        case .stop:
            return supervisor.stopRequested(now: now)
        }
    }

    private func launch(_ process: ManagedProcess, signals: AsyncStream<StopSignal>) async {
        guard let command = commands[process] else { return }
        let child = ChildProcess(process: process, command: command, log: log)
        let reason = await child.run(signals: signals) { processID in
            send.yield(.started(process, processID: processID))
        }
        send.yield(.exited(process, reason))
    }

    private func wait(until instant: ContinuousClock.Instant) async {
        // Cancelled when all has stopped; then nobody listens.
        try? await Task.sleep(until: instant, clock: .continuous)
        send.yield(.tick)
    }
}
