internal import Glibc

/// A program that could not be started.
public struct SpawnError: Error, CustomStringConvertible {
    let program: String
    /// As in errno(3).
    let number: Int32

    /// The program and the reason.
    public var description: String { "\(program) can't be started: \(String(cString: strerror(number)))" }
}
