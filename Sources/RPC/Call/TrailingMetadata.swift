import Synchronization

/// Where a caller finds the trailing metadata of a call: what its handler says beside the reply or the error.
///
/// Put one into ``CallOptions/trailingMetadata`` of one call, and read it when that has ended. An interceptor may do so on
/// its caller's behalf, or read the caller's.
public final class TrailingMetadata: Sendable {
    private let received = Mutex(Metadata())

    /// A place that is empty.
    public init() {}

    /// What the last attempt of the call brought; empty until it has ended, when the handler said nothing, and when the
    /// server does not know the extensions. At most what ``Metadata`` says.
    public var metadata: Metadata { received.withLock { $0 } }

    func replace(with metadata: Metadata) {
        received.withLock { $0 = metadata }
    }
}
