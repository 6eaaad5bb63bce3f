internal import UnixSignals

/// One run of an installation, from the databases' start to their stop.
struct InstallationRun: Sendable {
    /// How long the services may take to get ready.
    static let readyLimit: Duration = .seconds(60)

    /// Signals this close together are one wish: programs like timeout signal both a process and its group.
    static let signalEcho: Duration = .milliseconds(300)

    let installation: Installation
    let log: LogStream
    private let runner: SupervisorRunner

    init(installation: Installation, log: LogStream) {
        self.installation = installation
        self.log = log
        runner = SupervisorRunner(
            commands: installation.commands, pidFiles: installation.state.pidFiles, log: log)
    }

    /// Returns when the operator has asked for it and everything has stopped.
    /// - Throws: ``UpError`` and what preparing the database throws.
    func run() async throws {
        async let _ = stopAtSignals()
        async let failure = startUnlessStopped()
        try await runner.run()
        if let failure = await failure { throw failure }
        log.announce("Lyceum has stopped.")
    }

    private func stopAtSignals() async {
        var last: ContinuousClock.Instant?
        for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
            defer { last = .now }
            if let last, last.duration(to: .now) < Self.signalEcho { continue }
            log.announce("lyceum: \(signal): finishing what is in progress; once more to hurry")
            runner.stop()
        }
    }

    /// Starts everything, and stops it again when that fails.
    /// - Returns: Why it failed; nil when it did not, or the operator did not wait for it.
    private func startUnlessStopped() async -> (any Error)? {
        await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                do {
                    try await start()
                    return nil
                } catch {
                    runner.stop()
                    return error
                }
            }
            group.addTask {
                await runner.untilStopping()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func start() async throws {
        if case .private(let server) = installation.postgres {
            try await server.createIfMissing { log.announce("lyceum: \($0)") }
        }
        runner.start(ManagedProcess.databases)
        let preparation = DatabasePreparation(
            postgres: installation.postgres, demo: installation.demo, pidFiles: installation.state.pidFiles, log: log)
        try await DatabaseFailure.explained { try await preparation.run() }
        runner.start(ManagedProcess.services)
        try await untilReady()
        runner.becameReady()
        log.announce("Lyceum is ready: \(installation.listeners.gatewayURL)")
    }

    private func untilReady() async throws {
        let waiting = installation.listeners.admin
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await Task.sleep(for: Self.readyLimit)
                var late: [ManagedProcess] = []
                for (process, address) in waiting where await !ReadinessProbe(address: address).isReady() {
                    late.append(process)
                }
                throw UpError.notReady(late)
            }
            group.addTask {
                try await withThrowingDiscardingTaskGroup { probes in
                    for address in waiting.values {
                        probes.addTask { try await ReadinessProbe(address: address).untilReady() }
                    }
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
