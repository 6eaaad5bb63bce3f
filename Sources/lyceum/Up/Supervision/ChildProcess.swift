internal import Subprocess

/// One run of a managed process, from its start to its end.
///
/// swift-subprocess serves well here: it starts the child in a process group of its own, and waits and signals by
/// pidfd, so that a signal can't reach a stranger that got the same id.
struct ChildProcess: Sendable {
    /// How long a process may live on after it closed its output, which none of ours does before it ends.
    static let silentLimit: Duration = .seconds(5)

    let process: ManagedProcess
    let command: ProcessCommand
    let log: LogStream

    /// Starts the process and returns when it has ended.
    /// - Parameters:
    ///   - signals: What it shall be told meanwhile.
    ///   - started: Called with its id once it runs.
    func run(
        signals: AsyncStream<StopSignal>, started: @escaping @Sendable (Int32) -> Void
    ) async -> ExitReason {
        do {
            let result = try await Subprocess.run(
                configuration, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                started(execution.processIdentifier.value)
                try await accompany(execution, signals)
            }
            return ExitReason(result.terminationStatus)
        } catch {
            return .failedToStart(String(describing: error))
        }
    }

    private func accompany(
        _ execution: Execution<NoInput, SequenceOutput, CombinedErrorOutput>, _ signals: AsyncStream<StopSignal>
    ) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask {
                for await signal in signals {
                    // It may have ended by itself in the meantime; then there is nobody to tell.
                    try? execution.send(signal: process.stopSignals[signal], toProcessGroup: signal == .kill)
                }
            }
            var lines = LineAssembler()
            for try await buffer in execution.standardOutput {
                for line in lines.append(buffer) { log.write(line, from: process) }
            }
            if let rest = lines.finish() { log.write(rest, from: process) }
            group.cancelAll()
        }
        await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: Self.silentLimit)])
    }

    private var configuration: Configuration {
        var options = PlatformOptions()
        // A group of its own: Ctrl-C on the terminal must reach only us, or Postgres stops before the services.
        options.processGroupID = 0
        return Configuration(
            executable: .path(command.effectiveExecutable),
            arguments: Arguments(command.effectiveArguments),
            environment: Environment(command.environment),
            platformOptions: options)
    }
}

extension ExitReason {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code: code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
