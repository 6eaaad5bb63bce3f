import Synchronization

/// A server that works on one call after another, reached over a network: the more calls there are at once, the longer
/// each waits.
public final class SimulatedBackend: Sendable {
    /// Of each call, beside its keys.
    private static let workPerCall = Duration.microseconds(300)
    private static let workPerKey = Duration.microseconds(8)
    /// There and back.
    private static let network = Duration.microseconds(200)
    private static let stall = Duration.milliseconds(20)

    private struct State {
        var freeAt = ContinuousClock.now
        var calls = 0
        var keys = 0
    }

    private let state = Mutex(State())
    private let stallEvery: Int?

    /// - Parameter stallEvery: One call in so many takes 20 ms longer, without keeping the server busy; nil for none.
    public init(stallEvery: Int? = nil) {
        self.stallEvery = stallEvery
    }

    /// Calls so far.
    public var calls: Int { state.withLock { $0.calls } }
    /// Keys of all calls so far.
    public var keys: Int { state.withLock { $0.keys } }

    /// Answers each key with itself.
    public func fetch(_ keys: [Int32]) async throws -> [Result<Int32, any Error>] {
        let now = ContinuousClock.now
        let answeredAt = state.withLock { state in
            state.calls += 1
            state.keys += keys.count
            state.freeAt = max(state.freeAt, now) + Self.workPerCall + Self.workPerKey * keys.count
            let isStalled = stallEvery.map { state.calls % $0 == 0 } ?? false
            return state.freeAt + Self.network + (isStalled ? Self.stall : .zero)
        }
        try await Task.sleep(until: answeredAt, tolerance: .zero, clock: .continuous)
        return keys.map { .success($0) }
    }
}
