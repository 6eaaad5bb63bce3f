internal import Glibc
internal import SystemPackage

extension Errno {
    /// What the last call into the C library that failed on this thread left.
    static var current: Errno { Errno(rawValue: errno) }
}
