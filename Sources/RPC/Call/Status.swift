/// How a call ended, when it did not end with a reply: a code, a message for developers, and details for programs.
///
/// Handlers throw it to choose what their caller sees; a client's calls throw nothing else.
/// The model is google.rpc.Status.
public struct Status: Error, Sendable, Hashable {
    /// The kind of outcome.
    public let code: Code
    /// What happened, for developers. It crosses the network: no secrets.
    public let message: String
    /// Further facts as protobuf messages (google.protobuf.Any).
    public let details: [StatusDetail]
    /// Whether and when the caller may try again, if whoever failed the call has an opinion. It reaches clients that
    /// know the extensions.
    public let retryPushback: RetryPushback?

    /// A status. A handler that throws ``Code/ok`` has made a mistake; its caller sees ``Code/unknown``.
    public init(code: Code, message: String = "", details: [StatusDetail] = [], retryPushback: RetryPushback? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.retryPushback = retryPushback
    }
}

extension Status: CustomStringConvertible {
    /// The code and the message.
    public var description: String { message.isEmpty ? "\(code)" : "\(code): \(message)" }
}
