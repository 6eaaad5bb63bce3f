import RPC

extension Status {
    /// Whether a write that failed so may have been done, or failed because another one was.
    var mayFollowWrite: Bool {
        switch code {
        case .cancelled, .deadlineExceeded, .unavailable, .unknown, .internalError, .dataLoss: true
        case .aborted, .notFound: true
        case .ok, .invalidArgument, .outOfRange, .alreadyExists, .permissionDenied, .unauthenticated,
            .resourceExhausted, .failedPrecondition, .unimplemented:
            false
        }
    }
}
