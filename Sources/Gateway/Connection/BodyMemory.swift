import Synchronization

/// Memory for the bodies of requests that a gateway holds at once, over all of its connections.
///
/// Small ones take none of it, so that whoever fills it with large ones keeps nobody from writing: what they may need is
/// limited by the number of connections.
final class BodyMemory: Sendable {
    /// Bytes that every connection may hold beside.
    static let allowance = 16 << 10

    private let limit: Int
    private let taken = Atomic(0)

    /// - Parameter limit: Bytes.
    init(limit: Int) {
        self.limit = limit
    }

    /// A connection that held so many bytes of bodies holds so many others.
    ///
    /// - Returns: whether there is room for them.
    @discardableResult
    func change(from old: Int, to new: Int) -> Bool {
        let growth = max(0, new - Self.allowance) - max(0, old - Self.allowance)
        guard growth != 0 else { return true }
        return taken.wrappingAdd(growth, ordering: .relaxed).newValue <= limit || growth < 0
    }
}
