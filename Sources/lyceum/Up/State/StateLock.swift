internal import Glibc
internal import SystemPackage

/// The right to run an installation, or to clean up after one: held by one process at a time, and given back by the
/// system however that process ends.
struct StateLock: ~Copyable {
    /// What the lock is held for.
    enum Purpose: String, Sendable {
        case running
        case cleaning
    }

    private let descriptor: FileDescriptor

    /// Takes the lock of a state directory; nil when another process has it.
    static func take(in directory: FilePath, for purpose: Purpose) throws -> StateLock? {
        let descriptor = try FileDescriptor.open(
            file(in: directory), .readWrite, options: [.create, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        // Ends on every way out but success, and so gives back what it may have got.
        let lock = StateLock(descriptor: descriptor)
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else { return nil }
        try descriptor.resize(to: 0)
        _ = try descriptor.writeAll(toAbsoluteOffset: 0, "\(getpid()) \(purpose.rawValue)\n".utf8)
        return lock
    }

    deinit {
        // Closing would not do: a process that is being started has the file as well, until it runs its program.
        flock(descriptor.rawValue, LOCK_UN)
        try? descriptor.close()
    }

    /// Who has the lock and what for, as far as it has said so.
    static func holder(in directory: FilePath) -> (processID: String, purpose: Purpose?) {
        let words = file(in: directory).firstLine?.split(separator: " ").map(String.init) ?? []
        return (words.first ?? "unknown", words.count > 1 ? Purpose(rawValue: words[1]) : nil)
    }

    private static func file(in directory: FilePath) -> FilePath { directory.appending("lock") }
}
