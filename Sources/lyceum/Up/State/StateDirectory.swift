internal import FoundationEssentials
internal import SystemPackage

/// The folder of an installation: pid files, lock, generated keys, and, where they fit, the private databases.
struct StateDirectory: Sendable {
    /// Absolute, without symbolic links.
    let path: FilePath

    var pidFiles: PidFiles { PidFiles(directory: path) }

    /// Opens the folder, and makes it when there is none.
    /// - Throws: ``UpError/unusableDirectory(_:reason:)``
    init(at path: String) throws(UpError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
            self.path = FilePath(URL(filePath: path).resolvingSymlinksInPath().path)
        } catch {
            throw .unusableDirectory(path, reason: String(describing: error))
        }
    }

    /// Takes the lock, waiting a while for whoever cleans up after a `lyceum up` that was killed.
    /// - Throws: ``UpError/alreadyRunning(stateDirectory:processID:)``
    func lock() async throws -> StateLock {
        let deadline = ContinuousClock.now + LeftoverProcesses.stopLimit
        while true {
            if let lock = try StateLock.take(in: path, for: .running) { return lock }
            let holder = StateLock.holder(in: path)
            guard holder.purpose == .cleaning, ContinuousClock.now < deadline else {
                throw UpError.alreadyRunning(stateDirectory: path.string, processID: holder.processID)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
