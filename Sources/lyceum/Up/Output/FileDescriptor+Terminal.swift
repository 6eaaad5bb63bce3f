internal import Glibc
internal import SystemPackage

extension FileDescriptor {
    /// Whether a person watches.
    var isTerminal: Bool { isatty(rawValue) == 1 }
}
