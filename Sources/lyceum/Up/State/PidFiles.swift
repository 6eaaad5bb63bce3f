internal import FoundationEssentials
internal import SystemPackage

/// The ids of the processes that run, one file `<name>.pid` each, for operators and for the next start.
///
/// Beside it `<name>.started` says when that process began, so that what a killed `lyceum up` left behind is told
/// apart from a stranger that got its id later.
struct PidFiles: Sendable {
    let directory: FilePath

    /// Notes that a process runs. One that has already ended again leaves no files.
    func write(_ processID: Int32, for process: ManagedProcess) {
        guard let identity = ProcessIdentity(running: processID) else { return }
        // A full disk must not stop what serves: without the files only the recovery after a kill -9 suffers.
        try? startedFile(process).replaceContents(identity.started + "\n")
        try? pidFile(process).replaceContents("\(processID)\n")
    }

    /// Notes that a process has ended.
    func remove(_ process: ManagedProcess) {
        try? FileManager.default.removeItem(atPath: pidFile(process).string)
        try? FileManager.default.removeItem(atPath: startedFile(process).string)
    }

    /// The process that was noted, whether it still runs or not.
    func recorded(_ process: ManagedProcess) -> ProcessIdentity? {
        guard
            let processID = pidFile(process).firstLine.flatMap({ Int32($0) }), processID > 1,
            let started = startedFile(process).firstLine
        else { return nil }
        return ProcessIdentity(processID: processID, started: started)
    }

    private func pidFile(_ process: ManagedProcess) -> FilePath { directory.appending("\(process.rawValue).pid") }
    private func startedFile(_ process: ManagedProcess) -> FilePath {
        directory.appending("\(process.rawValue).started")
    }
}
