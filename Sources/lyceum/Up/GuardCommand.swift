internal import ArgumentParser
internal import SystemPackage

/// Waits beside a `lyceum up`, and stops what that started should it be killed without a chance to do so itself.
///
/// The parent-death signal of Linux would not do: it fires when the *thread* that started a child ends. This process
/// reads from a pipe whose other end only `lyceum up` has: a byte means that all went well, the end without one that
/// `lyceum up` is gone. It is in a session of its own, so nothing that the terminal sends reaches it.
struct Guard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard", abstract: "Stops what a killed lyceum up left behind.", shouldDisplay: false)

    /// How long the system may take to release the lock of a process that was killed.
    private static let lockLimit: Duration = .seconds(2)

    @Argument(help: "The state directory to look after.")
    var stateDirectory: String

    func run() async throws {
        guard !Self.endedWell(.standardInput) else { return }
        let directory = FilePath(stateDirectory)
        let deadline = ContinuousClock.now + Self.lockLimit
        while ContinuousClock.now < deadline {
            if let lock = try StateLock.take(in: directory, for: .cleaning) {
                let stopped = await LeftoverProcesses(pidFiles: PidFiles(directory: directory)).stop()
                if !stopped.isEmpty {
                    LogStream().announce("lyceum: lyceum up was killed; what it had started is stopped")
                }
                _ = consume lock
                return
            }
            // Either the system is not done with the dead process, or a new one has taken over and cleans up itself.
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Blocks until there is something to read, or never will be.
    private static func endedWell(_ descriptor: FileDescriptor) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { byte in
            ((try? descriptor.read(into: byte)) ?? 0) > 0
        }
    }
}
