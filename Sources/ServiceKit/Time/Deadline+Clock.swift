public import NIOCore

// Deadlines of calls are NIO's, deadlines of the loader are the standard library's; both clocks are monotonic.

extension ContinuousClock.Instant {
    /// The moment of a call's deadline.
    public init(_ deadline: NIODeadline) {
        self = .now + Duration(deadline - .now())
    }
}

extension NIODeadline {
    /// The moment of a loader's deadline.
    public init(_ instant: ContinuousClock.Instant) {
        self = .now() + TimeAmount(ContinuousClock.now.duration(to: instant))
    }
}
