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

    /// Whether a write that failed so may have been done itself. One that met another version was not, nor one that found no
    /// room at the service, which says when to come back.
    var mayHaveWritten: Bool { mayFollowWrite && code != .aborted && retryPushback == nil }
}
