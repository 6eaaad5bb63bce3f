/// How well a process or one of its dependencies works.
public enum HealthStatus: String, Sendable, CaseIterable {
    /// Works.
    case ok
    /// Works in part, or slower.
    case degraded
    /// Does not work.
    case down
}
