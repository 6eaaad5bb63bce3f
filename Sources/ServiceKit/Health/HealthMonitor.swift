public import Logging
import Metrics
public import RPC
public import ServiceLifecycle
import Synchronization

/// Asks the dependencies of a process once a second, and more often while it can't serve, so that a report costs its
/// reader nothing and a flood of readers costs the dependencies nothing.
public final class HealthMonitor: Service {
    private struct State {
        var report: HealthReport
        var isDraining = false
    }

    private static let interval: Duration = .seconds(1)
    private static let intervalUntilReady: Duration = .milliseconds(200)

    private let checks: [HealthCheck]
    private let gauges: [String: Gauge]
    private let servingStatus: ServingStatus
    private let logger: Logger
    private let state: Mutex<State>

    /// A monitor of the dependencies of one process. Until ``run()`` has asked them, the process counts as starting.
    ///
    /// - Parameter servingStatus: is kept up to date; all services of a process share its fate.
    public init(
        role: ProcessRole, checks: [HealthCheck], servingStatus: ServingStatus = ServingStatus(), logger: Logger
    ) {
        self.checks = checks
        self.servingStatus = servingStatus
        servingStatus.setAll(.notServing)
        self.logger = logger
        self.gauges = Dictionary(
            checks.map { ($0.name, Gauge(label: "lyceum_dependency_up", dimensions: [("dependency", $0.name)])) },
            uniquingKeysWith: { first, _ in first })
        self.state = Mutex(
            State(
                report: HealthReport(
                    service: role.rawValue, phase: .starting, dependencies: [], checkedAtMicroseconds: nil)))
    }

    /// What is known now, at most a second and a time-out old.
    public var report: HealthReport {
        state.withLock { state in
            guard state.isDraining else { return state.report }
            return state.report.replacing(phase: .draining)
        }
    }

    /// Reports from now on that the process is draining, hence not ready.
    public func drain() {
        state.withLock { $0.isDraining = true }
        servingStatus.drain()
    }

    /// Asks the dependencies until the process shuts down.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                let start = ContinuousClock.now
                await self.check()
                let interval = self.report.isReady ? Self.interval : Self.intervalUntilReady
                try await Task.sleep(until: start + interval, clock: .continuous)
            }
        }
    }

    /// Asks every dependency once, all at the same time.
    func check() async {
        let dependencies = await withTaskGroup(of: (Int, DependencyHealth).self) { group in
            for (index, check) in checks.enumerated() {
                group.addTask { (index, await check.run()) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
        guard !Task.isCancelled else { return }
        publish(dependencies)
    }

    private func publish(_ dependencies: [DependencyHealth]) {
        let (before, isDraining) = state.withLock { state in
            let before = state.report
            state.report = HealthReport(
                service: before.service, phase: .running, dependencies: dependencies,
                checkedAtMicroseconds: WallClock.microseconds())
            servingStatus.setAll(state.report.isReady ? .serving : .notServing)
            return (before, state.isDraining)
        }
        for dependency in dependencies {
            gauges[dependency.name]?.record(dependency.status == .down ? 0 : 1)
            let previous = before.dependencies.first { $0.name == dependency.name }?.status
            // A process that is leaving closes its connections itself.
            if !isDraining, dependency.status != previous { log(dependency, wasKnown: previous != nil) }
        }
    }

    private func log(_ dependency: DependencyHealth, wasKnown: Bool) {
        guard let problem = dependency.problem else {
            if wasKnown { logger.info("Dependency works again", metadata: ["dependency": "\(dependency.name)"]) }
            return
        }
        logger.warning(
            "Dependency does not work",
            metadata: [
                "dependency": "\(dependency.name)", "status": "\(dependency.status.rawValue)", "problem": "\(problem)",
            ])
    }
}

extension HealthReport {
    fileprivate func replacing(phase: Phase) -> HealthReport {
        HealthReport(
            service: service, phase: phase, dependencies: dependencies, checkedAtMicroseconds: checkedAtMicroseconds)
    }
}
