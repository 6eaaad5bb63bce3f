public import NIOCore

/// The moment at which a call is given up, on the monotonic clock. `Deadline.distantFuture` means none.
public typealias Deadline = NIODeadline

extension NIODeadline {
    /// The time left until this deadline in nanoseconds, as ttrpc's `timeout_nano` has it: 0 when there is no deadline.
    func timeoutNanoseconds(from now: NIODeadline) -> Int64 {
        self == .distantFuture ? 0 : (self - now).nanoseconds
    }

    /// The deadline that a `timeout_nano` received at `now` asks for. A negative one has already passed.
    static func after(timeoutNanoseconds timeout: Int64, from now: NIODeadline) -> NIODeadline {
        timeout == 0 ? .distantFuture : now + .nanoseconds(timeout)
    }
}
