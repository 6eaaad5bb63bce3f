import Synchronization

/// Which services of a process can take calls now: what `grpc.health.v1.Health/Check` answers.
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

    private struct Registry {
        var states: [String: State]
        var isDraining = false
    }

    private let registry: Mutex<Registry>

    /// All of these services, and the process, are serving.
    public init(services: [String] = []) {
        let states = services.map { ($0, State.serving) } + [("", .serving)]
        registry = Mutex(Registry(states: Dictionary(states, uniquingKeysWith: { first, _ in first })))
    }

    /// Sets the state of a service, or with an empty name that of the process.
    public func set(_ state: State, for service: String) {
        registry.withLock { $0.states[service] = state }
    }

    /// The state of a service, or with an empty name of the process; nil for a service that is not known.
    public func state(of service: String) -> State? {
        registry.withLock { registry in
            guard let state = registry.states[service] else { return nil }
            return registry.isDraining ? .notServing : state
        }
    }

    /// From now on nothing is serving: the process is going to end.
    public func drain() {
        registry.withLock { $0.isDraining = true }
    }
}
