/// What a caller asks of one call.
public struct CallOptions: Sendable {
    /// When the call fails with DEADLINE_EXCEEDED. What remains of it travels with the request.
    public var deadline: Deadline
    /// Travels with the request.
    public var metadata: Metadata
    /// Whether to wait, until the deadline, for a service that can't be reached, instead of failing at once.
    public var waitForReady: Bool
    /// Is given what the handler says beside its reply or its error; nil when nobody wants to know.
    public var trailingMetadata: TrailingMetadata?

    /// Options of a call.
    public init(deadline: Deadline, metadata: Metadata = Metadata(), waitForReady: Bool = false) {
        self.deadline = deadline
        self.metadata = metadata
        self.waitForReady = waitForReady
    }
}
