import RPC

extension Status {
    /// Whether a write that failed so may have been done, or failed because another one was.
    var mayFollowWrite: Bool {
        switch code {
        case .cancelled, .deadlineExceeded, .unavailable, .unknown, .internalError, .dataLoss: true
        // The reply may have found no room, or been too long.
        case .resourceExhausted: true
        case .aborted: true
        // With these anybody could empty the caches, by ids that don't exist.
        case .notFound, .permissionDenied, .unauthenticated: false
        case .ok, .invalidArgument, .outOfRange, .alreadyExists, .failedPrecondition, .unimplemented: false
        }
    }
}
