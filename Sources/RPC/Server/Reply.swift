internal import Messages

/// What goes back to a caller: a message that fits a frame, or a status.
enum Reply {
    /// A message and its encoded size.
    case message(any Message, size: Int)
    case failure(Status)

    /// The message's encoded size; 0 for a failure.
    var messageSize: Int {
        if case .message(_, let size) = self { size } else { 0 }
    }

    /// A handler's answer, with its size checked before any of it is written.
    init(_ message: any Message) {
        let size = message.encodedSize
        if ResponseEnvelope.byteCount(messageSize: size) <= FrameHeader.payloadLimit {
            self = .message(message, size: size)
        } else {
            self = .failure(.messageTooLarge("reply", size: size))
        }
    }
}
