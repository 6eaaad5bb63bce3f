/// What was last known of one dependency.
public struct DependencyHealth: Sendable, Equatable {
    /// The name of the dependency.
    public let name: String
    /// Whether the process can't serve without it.
    public let isRequired: Bool
    /// Whether it works.
    public let status: HealthStatus
    /// Why it doesn't; nil when it does.
    public let problem: String?
    /// How long it took to answer.
    public let responseTime: Duration

    /// What a check found.
    public init(name: String, isRequired: Bool, outcome: HealthCheck.Outcome, responseTime: Duration) {
        self.name = name
        self.isRequired = isRequired
        self.responseTime = responseTime
        switch outcome {
        case .ok: (status, problem) = (.ok, nil)
        case .degraded(let reason): (status, problem) = (.degraded, reason)
        case .down(let reason): (status, problem) = (.down, reason)
        }
    }
}
