internal import Messages

/// A call as its caller made it, with what every attempt needs.
struct OutgoingCall<Request: Message> {
    let method: MethodDescriptor
    let request: Request
    let messageSize: Int
    let options: CallOptions

    init(_ method: MethodDescriptor, _ request: Request, _ options: CallOptions) {
        self.method = method
        self.request = request
        self.options = options
        messageSize = request.encodedSize
    }

    /// What surrounds the message in the frame: the time that is left differs from attempt to attempt.
    func head(at now: Deadline) -> RequestHead {
        RequestHead(
            prefix: method.prepared.requestPrefix,
            timeoutNanoseconds: options.deadline.timeoutNanoseconds(from: now),
            metadata: options.metadata)
    }
}
