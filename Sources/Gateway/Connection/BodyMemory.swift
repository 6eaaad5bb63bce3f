import Metrics
import Synchronization

/// Memory for the bodies of requests that a gateway holds at once, over all of its connections, and for the heads of
/// those that wait for earlier requests of their connection.
///
/// Small ones take none of it, so that whoever fills it with large ones keeps nobody from writing: what they may need is
/// limited by the number of connections.
final class BodyMemory: Sendable {
    /// Bytes that every connection may hold beside.
    static let allowance = 16 << 10

    private let limit: Int
    private let taken = Atomic(0)
    private let meter: Meter

    /// - Parameter limit: Bytes.
    init(limit: Int, factory: any MetricsFactory = MetricsSystem.factory) {
        self.limit = limit
        meter = Meter(label: "lyceum_http_body_memory_bytes", factory: factory)
    }

    /// A connection that held so many bytes of requests holds so many others.
    ///
    /// - Returns: whether there is room for them.
    @discardableResult
    func change(from old: Int, to new: Int) -> Bool {
        let growth = max(0, new - Self.allowance) - max(0, old - Self.allowance)
        guard growth != 0 else { return true }
        let total = taken.wrappingAdd(growth, ordering: .relaxed).newValue
        guard growth > 0 else {
            meter.decrement(by: Double(-growth))
            return true
        }
        meter.increment(by: Double(growth))
        return total <= limit
    }
}
