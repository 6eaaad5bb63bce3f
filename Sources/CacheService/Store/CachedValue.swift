import NIOCore

/// A value and when it ends.
struct CachedValue: Sendable, Hashable {
    /// Of its own storage, so that memory is what its length says.
    let bytes: [UInt8]
    /// From then on it is not there any more.
    let expiresAt: NIODeadline

    /// What is left of its time, in milliseconds, at least 1 of a value that has not expired.
    func remainingMilliseconds(at now: NIODeadline) -> Int64 {
        ((expiresAt - now).nanoseconds + 999_999) / 1_000_000
    }
}
