public import NIOCore

/// What a server asks of a client whose call it failed (gRPC A6, `grpc-retry-pushback-ms`).
public enum RetryPushback: Sendable, Hashable {
    /// The call may be made again after this time, and not before; clients add up to a fifth of it at random.
    case after(TimeAmount)
    /// The call is not to be made again.
    case never
}

extension RetryPushback {
    /// Reads the field of a response: milliseconds, or a negative number for "never".
    init(milliseconds: Int32) {
        self = milliseconds < 0 ? .never : .after(.milliseconds(Int64(milliseconds)))
    }

    var milliseconds: Int32 {
        switch self {
        case .after(let delay): Int32(clamping: max(0, delay.nanoseconds / 1_000_000))
        case .never: -1
        }
    }
}
