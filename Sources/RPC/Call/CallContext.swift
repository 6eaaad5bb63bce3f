/// What a handler is told about the call that it answers, and where it says what goes beside its answer.
///
/// An interceptor that passes on another context changes a copy of its own.
public struct CallContext: Sendable {
    /// When the caller stops waiting; the handler's task is cancelled then. Pass it on to the calls that the handler
    /// makes, so that no part of the chain outlives its caller.
    public var deadline: Deadline
    /// What came with the request.
    public var metadata: Metadata
    /// The method that is called.
    public let method: MethodDescriptor
    /// Who calls, and from where.
    public let peer: Peer
    private let trailers: any TrailingMetadataStore

    /// A context for tests of handlers.
    public init(
        deadline: Deadline, metadata: Metadata = Metadata(), method: MethodDescriptor, peer: Peer = .inProcess
    ) {
        self.init(
            deadline: deadline, metadata: metadata, method: method, peer: peer, trailers: TrailingMetadata())
    }

    /// A context as the runtime makes it.
    init(
        deadline: Deadline, metadata: Metadata, method: MethodDescriptor, peer: Peer,
        trailers: any TrailingMetadataStore
    ) {
        self.deadline = deadline
        self.metadata = metadata
        self.method = method
        self.peer = peer
        self.trailers = trailers
    }

    /// What goes to the caller beside the reply or the error, as far as it was set.
    public var trailingMetadata: Metadata { trailers.metadata }

    /// Sets what goes to the caller beside the reply or the error that the handler ends with, in place of what was set
    /// before. Callers read it as ``CallOptions/trailingMetadata``; those that do not know the extensions get none of it.
    ///
    /// - Throws: RESOURCE_EXHAUSTED for more than ``Metadata`` may hold; what was set before stays.
    public func setTrailingMetadata(_ metadata: Metadata) throws(Status) {
        guard !metadata.exceedsLimits else { throw .metadataTooLarge }
        trailers.replace(with: metadata)
    }
}
