internal import NIOCore
import Synchronization

/// What calls of a method share, made once: no call pays for a look-up.
final class PreparedMethod: Sendable {
    /// The encoded first two fields of a ttrpc request.
    let requestPrefix: ByteBuffer
    private let service: String
    private let name: String
    private let lazyClientMetrics = AtomicLazyReference<CallMetrics>()

    init(service: String, name: String) {
        self.service = service
        self.name = name
        requestPrefix = RequestEnvelope.prefix(service: service, method: name)
    }

    /// The metrics of calls that this process makes. They are created by the first call, since a descriptor is often
    /// older than the process's metrics system.
    var clientMetrics: CallMetrics {
        if let metrics = lazyClientMetrics.load() { return metrics }
        return lazyClientMetrics.storeIfNil(CallMetrics(side: .client, service: service, method: name))
    }
}
