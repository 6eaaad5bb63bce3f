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

    /// A status. A handler that throws ``Code/ok`` has made a mistake; its caller sees ``Code/unknown``.
    public init(code: Code, message: String = "", details: [StatusDetail] = []) {
        self.code = code
        self.message = message
        self.details = details
    }
}

extension Status: CustomStringConvertible {
    /// The code and the message.
    public var description: String { message.isEmpty ? "\(code)" : "\(code): \(message)" }
}
