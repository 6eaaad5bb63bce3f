/// What a handler is told about the call that it answers.
public struct CallContext: Sendable {
    /// When the caller stops waiting; the handler's task is cancelled then. Pass it on to the calls that the handler
    /// makes, so that no part of the chain outlives its caller.
    public let deadline: Deadline
    /// What came with the request.
    public let metadata: Metadata
    /// The method that is called.
    public let method: MethodDescriptor
    /// Who calls, and from where.
    public let peer: Peer

    /// A context, as the runtime makes it and tests may.
    public init(
        deadline: Deadline, metadata: Metadata = Metadata(), method: MethodDescriptor, peer: Peer = .inProcess
    ) {
        self.deadline = deadline
        self.metadata = metadata
        self.method = method
        self.peer = peer
    }
}
