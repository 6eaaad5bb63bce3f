import Synchronization

/// Which services of a process can take calls now: what `grpc.health.v1.Health` answers.
///
/// The empty name stands for the whole process (grpc/grpc, health-checking.md).
public final class ServingStatus: Sendable {
    /// The state of one service.
    public enum State: Sendable {
        /// It takes calls.
        case serving
        /// It does not.
        case notServing
    }

    private struct Watcher {
        let service: String
        let continuation: AsyncStream<State?>.Continuation
    }

    private struct Registry {
        var states: [String: State]
        var isDraining = false
        var watchers: [UInt64: Watcher] = [:]
        var lastWatcherID: UInt64 = 0

        func state(of service: String) -> State? {
            guard let state = states[service] else { return nil }
            return isDraining ? .notServing : state
        }

        /// Changes a state, and tells those who watch it.
        mutating func set(_ state: State, for service: String) {
            guard states.updateValue(state, forKey: service) != state else { return }
            for watcher in watchers.values where watcher.service == service {
                watcher.continuation.yield(self.state(of: service))
            }
        }
    }

    private let registry: Mutex<Registry>

    /// All of these services, and the process, are serving.
    public init(services: [String] = []) {
        let states = services.map { ($0, State.serving) } + [("", .serving)]
        registry = Mutex(Registry(states: Dictionary(states, uniquingKeysWith: { first, _ in first })))
    }

    /// Sets the state of a service, or with an empty name that of the process.
    public func set(_ state: State, for service: String) {
        registry.withLock { $0.set(state, for: service) }
    }

    /// Sets the state of the process and of all services that are known.
    public func setAll(_ state: State) {
        registry.withLock { registry in
            for service in registry.states.keys { registry.set(state, for: service) }
        }
    }

    /// The state of a service, or with an empty name of the process; nil for a service that is not known.
    public func state(of service: String) -> State? {
        registry.withLock { $0.state(of: service) }
    }

    /// The state of a service now, nil while it is not known, and then each change, of which a slow reader misses all
    /// but the last. Ends when the process drains, after ``State/notServing``.
    public func changes(of service: String) -> AsyncStream<State?> {
        let (changes, continuation) = AsyncStream<State?>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = registry.withLock { registry -> UInt64? in
            continuation.yield(registry.state(of: service))
            guard !registry.isDraining else { return nil }
            registry.lastWatcherID += 1
            registry.watchers[registry.lastWatcherID] = Watcher(service: service, continuation: continuation)
            return registry.lastWatcherID
        }
        guard let id else {
            continuation.finish()
            return changes
        }
        continuation.onTermination = { [weak self] _ in
            self?.registry.withLock { _ = $0.watchers.removeValue(forKey: id) }
        }
        return changes
    }

    /// From now on nothing is serving: the process is going to end.
    public func drain() {
        let watchers = registry.withLock { registry in
            registry.isDraining = true
            defer { registry.watchers = [:] }
            for watcher in registry.watchers.values {
                watcher.continuation.yield(registry.state(of: watcher.service))
            }
            return registry.watchers
        }
        // Not under the lock, which the end of a stream takes.
        for watcher in watchers.values { watcher.continuation.finish() }
    }
}
