/// Whether a process can serve, and how its dependencies are.
public struct HealthReport: Sendable, Equatable {
    /// Where in its life the process is.
    public enum Phase: String, Sendable {
        /// The dependencies have not been asked yet.
        case starting
        /// It serves.
        case running
        /// It was told to stop, and finishes what it has.
        case draining
    }

    /// The name of the process.
    public let service: String
    /// Where in its life the process is.
    public let phase: Phase
    /// The dependencies, in the order in which they were declared.
    public let dependencies: [DependencyHealth]
    /// When the dependencies were asked, in microseconds since 1970; nil when they have not been.
    public let checkedAtMicroseconds: Int64?

    /// What was found.
    public init(service: String, phase: Phase, dependencies: [DependencyHealth], checkedAtMicroseconds: Int64?) {
        self.service = service
        self.phase = phase
        self.dependencies = dependencies
        self.checkedAtMicroseconds = checkedAtMicroseconds
    }

    /// Down when the process can't serve: it is not running or lacks a required dependency. Degraded when any other
    /// dependency doesn't work.
    public var status: HealthStatus {
        if phase != .running || dependencies.contains(where: { $0.isRequired && $0.status == .down }) { return .down }
        return dependencies.allSatisfy { $0.status == .ok } ? .ok : .degraded
    }

    /// Whether requests should be sent to the process.
    public var isReady: Bool { status != .down }
}
