internal import Logging
public import NIOCore

/// A question to one dependency: does it work?
public struct HealthCheck: Sendable {
    /// What a dependency answered. The texts are shown to clients: they must hold no secret.
    public enum Outcome: Sendable, Equatable {
        /// It works.
        case ok
        /// It works in part; why.
        case degraded(String)
        /// It doesn't work; why.
        case down(String)
    }

    /// Asks the dependency. It should give up at the deadline, and must when its task is cancelled.
    public typealias Probe = @Sendable (_ deadline: NIODeadline) async throws -> Outcome

    /// The name of the dependency, as reports and metrics show it.
    public let name: String
    /// Whether the process can't serve without it.
    public let isRequired: Bool
    private let timeout: Duration
    private let probe: Probe

    /// - Parameters:
    ///   - timeout: after this long without an answer the dependency counts as down.
    ///   - probe: of an error that it throws only the type is shown, since a description may hold a secret.
    public init(name: String, isRequired: Bool, timeout: Duration = .milliseconds(800), probe: @escaping Probe) {
        self.name = name
        self.isRequired = isRequired
        self.timeout = timeout
        self.probe = probe
    }

    /// Asks once.
    func run() async -> DependencyHealth {
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = await firstOutcome()
        return DependencyHealth(
            name: name, isRequired: isRequired, outcome: outcome, responseTime: start.duration(to: clock.now))
    }

    private func firstOutcome() async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            group.addTask { [probe, timeout] in
                do {
                    return try await probe(.now() + TimeAmount(timeout))
                } catch {
                    return .down("failed with \(type(of: error))")
                }
            }
            group.addTask { [timeout] in
                try? await Task.sleep(for: timeout)
                return .down("did not answer within \(DurationText.format(timeout))")
            }
            defer { group.cancelAll() }
            return await group.next() ?? .down("was not asked")
        }
    }
}
