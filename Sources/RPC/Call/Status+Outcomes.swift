/// The statuses that the runtime itself gives.
extension Status {
    static let deadlineExceeded = Status(code: .deadlineExceeded, message: "the deadline passed")
    static let callerCancelled = Status(code: .cancelled, message: "the caller gave up")
    static let draining = Status(code: .unavailable, message: "the server is shutting down")
    static let clientClosed = Status(code: .unavailable, message: "the client is shut down")
    static let connectionLost = Status(code: .unavailable, message: "the connection was lost")
    static let tooManyCalls = Status(code: .resourceExhausted, message: "too many calls in flight")
    /// Of a server, where another moment or another replica may well have room.
    static let serverBusy = Status(
        code: .resourceExhausted, message: "too many calls in flight", retryPushback: .after(.milliseconds(20)))
    /// Of a server whose connection is full of replies: its caller may make room soon.
    static let repliesUnread = Status(
        code: .resourceExhausted, message: "too many bytes of replies wait to be read",
        retryPushback: .after(.milliseconds(20)))
    static let tooManyBytes = Status(code: .resourceExhausted, message: "too many bytes wait to be written")
    static let metadataTooLarge = Status(code: .resourceExhausted, message: "more metadata than \(Metadata.limits)")
    static let malformedRequest = Status(code: .invalidArgument, message: "the frame is not a ttrpc request")
    static let malformedResponse = Status(code: .internalError, message: "the reply is not a ttrpc response")
    static let streamNotRead = Status(
        code: .resourceExhausted, message: "too many bytes of the stream wait to be read")
    static let streamInUse = Status(code: .failedPrecondition, message: "another task reads the stream")
    static let wrongKind = Status(code: .unimplemented, message: "the method is not of this kind")
    static let wrongEncodedSize = Status(
        code: .internalError, message: "a message's encoding is not as long as it says")

    static func messageTooLarge(_ what: String, size: Int) -> Status {
        Status(
            code: .resourceExhausted,
            message: "the \(what) of \(size) bytes exceeds the limit of \(FrameHeader.payloadLimit)")
    }

    static func connectionLost(because reason: String?) -> Status {
        guard let reason else { return .connectionLost }
        return Status(code: .unavailable, message: "\(connectionLost.message): \(reason)")
    }

    /// What a caller is told of an error that a handler threw.
    ///
    /// Errors that are no ``Status`` stay in the process: their text may hold what callers must not see.
    init(handlerError error: any Error) {
        switch error {
        case let status as Status where status.code != .ok: self = status
        case is CancellationError: self = .callerCancelled
        default: self = Status(code: .unknown, message: "the handler failed")
        }
    }
}
