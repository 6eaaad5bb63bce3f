internal import Atomics
internal import NIOCore

/// A method and what its calls share, made once: no call pays for a look-up.
final class PreparedMethod: Sendable {
    let service: String
    let name: String
    let kind: MethodDescriptor.Kind
    let idempotency: Idempotency
    /// The encoded first two fields of a ttrpc request.
    let requestPrefix: ByteBuffer
    /// Not the standard library's, which looks its type up at each load.
    private let lazyClientMetrics = ManagedAtomicLazyReference<CallMetrics>()

    init(service: String, name: String, kind: MethodDescriptor.Kind, idempotency: Idempotency) {
        self.service = service
        self.name = name
        self.kind = kind
        self.idempotency = idempotency
        requestPrefix = RequestEnvelope.prefix(service: service, method: name)
    }

    /// The metrics of calls that this process makes. They are created by the first call, since a descriptor is often
    /// older than the process's metrics system.
    var clientMetrics: CallMetrics {
        if let metrics = lazyClientMetrics.load() { return metrics }
        return lazyClientMetrics.storeIfNilThenLoad(CallMetrics(side: .client, service: service, method: name))
    }
}
