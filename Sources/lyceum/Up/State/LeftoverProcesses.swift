internal import Glibc

/// What a `lyceum up` that was killed left running. Only its lock's holder may stop it.
struct LeftoverProcesses: Sendable {
    /// How long a process may take to stop before it is ended by force.
    static let stopLimit: Duration = .seconds(10)
    private static let pollInterval: Duration = .milliseconds(20)

    let pidFiles: PidFiles

    /// Stops what still runs, services before databases, and removes the pid files.
    /// - Returns: The processes that had to be stopped.
    func stop() async -> [ManagedProcess] {
        var stopped: [ManagedProcess] = []
        for stage in ManagedProcess.stopOrder {
            let running = stage.compactMap { process in
                pidFiles.recorded(process).flatMap { $0.isRunning ? (process, $0) : nil }
            }
            for (process, identity) in running { identity.signal(process.stopSignals[.drain].rawValue) }
            for (process, identity) in running {
                await waitForEnd(of: identity)
                stopped.append(process)
            }
            stage.forEach(pidFiles.remove)
        }
        return stopped
    }

    private func waitForEnd(of identity: ProcessIdentity) async {
        // They are not our children, so there is nothing to wait on but their entry in /proc.
        let deadline = ContinuousClock.now + Self.stopLimit
        while identity.isRunning {
            if ContinuousClock.now > deadline { identity.signal(SIGKILL) }
            try? await Task.sleep(for: Self.pollInterval)
        }
    }
}
