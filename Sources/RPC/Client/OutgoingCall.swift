internal import Messages

/// A call as its caller made it, with what every attempt needs.
///
/// It is not generic: callers hold `any RPCChannel`, so that nothing could be specialised, and each call would look up
/// types at run time.
struct OutgoingCall {
    let method: MethodDescriptor
    let request: any Message
    let messageSize: Int
    let options: CallOptions

    init(_ method: MethodDescriptor, _ request: any Message, _ options: CallOptions) {
        self.method = method
        self.request = request
        self.options = options
        messageSize = request.encodedSize
    }

    /// What surrounds the message in the frame: the time that is left differs from attempt to attempt.
    ///
    /// - Parameter failedAttempts: how often the call may have run already; the server is told as gRPC does.
    func head(at now: Deadline, failedAttempts: Int = 0) -> RequestHead {
        var metadata = options.metadata
        if failedAttempts > 0 {
            metadata.append("\(failedAttempts)", for: Self.previousAttemptsKey)
            // The caller's own comes first: a server would refuse more.
            if metadata.exceedsLimits { metadata = options.metadata }
        }
        return RequestHead(
            prefix: method.prepared.requestPrefix,
            timeoutNanoseconds: options.deadline.timeoutNanoseconds(from: now),
            metadata: metadata)
    }

    /// How often the call was made before (gRPC A6).
    private static var previousAttemptsKey: String { "grpc-previous-rpc-attempts" }
}
