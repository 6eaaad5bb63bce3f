extension Status {
    /// The codes of google.rpc.Code, with gRPC's numbers and meanings.
    public enum Code: Int32, Sendable, CaseIterable {
        /// The call succeeded.
        case ok = 0
        /// The caller gave up.
        case cancelled = 1
        /// An error without a better code, for example one that a handler threw without being a ``Status``.
        case unknown = 2
        /// The request is wrong whatever the state of the system.
        case invalidArgument = 3
        /// The deadline passed before the call ended; it may have taken effect.
        case deadlineExceeded = 4
        /// What was asked for does not exist.
        case notFound = 5
        /// What was to be made exists.
        case alreadyExists = 6
        /// The caller, although known, may not do this.
        case permissionDenied = 7
        /// A limit was reached: of the server's load, of a size, of a quota.
        case resourceExhausted = 8
        /// The system is not in the state that the operation needs.
        case failedPrecondition = 9
        /// A conflict with another operation; trying the whole transaction again may help.
        case aborted = 10
        /// The operation went past a valid range.
        case outOfRange = 11
        /// The server does not have this service or method.
        case unimplemented = 12
        /// An invariant of the system broke.
        case internalError = 13
        /// The service can't be reached now; trying again later may help.
        case unavailable = 14
        /// Data was lost or damaged beyond repair.
        case dataLoss = 15
        /// The caller did not say, or could not prove, who it is.
        case unauthenticated = 16
    }
}

extension Status.Code: CustomStringConvertible {
    /// The name in google.rpc.Code, for example `DEADLINE_EXCEEDED`.
    public var description: String {
        switch self {
        case .ok: "OK"
        case .cancelled: "CANCELLED"
        case .unknown: "UNKNOWN"
        case .invalidArgument: "INVALID_ARGUMENT"
        case .deadlineExceeded: "DEADLINE_EXCEEDED"
        case .notFound: "NOT_FOUND"
        case .alreadyExists: "ALREADY_EXISTS"
        case .permissionDenied: "PERMISSION_DENIED"
        case .resourceExhausted: "RESOURCE_EXHAUSTED"
        case .failedPrecondition: "FAILED_PRECONDITION"
        case .aborted: "ABORTED"
        case .outOfRange: "OUT_OF_RANGE"
        case .unimplemented: "UNIMPLEMENTED"
        case .internalError: "INTERNAL"
        case .unavailable: "UNAVAILABLE"
        case .dataLoss: "DATA_LOSS"
        case .unauthenticated: "UNAUTHENTICATED"
        }
    }
}
