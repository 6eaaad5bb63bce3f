import Logging
import Testing

@testable import ServiceKit

@Suite("Health")
struct HealthTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func dependency(_ outcome: HealthCheck.Outcome, isRequired: Bool) -> DependencyHealth {
        DependencyHealth(name: "redis", isRequired: isRequired, outcome: outcome, responseTime: .microseconds(1_250))
    }

    @Test(
        "only a required dependency that is down takes the process down",
        arguments: [
            (.ok, true, .ok), (.ok, false, .ok), (.degraded("x"), true, .degraded), (.degraded("x"), false, .degraded),
            (.down("x"), true, .down), (.down("x"), false, .degraded),
        ] as [(HealthCheck.Outcome, Bool, HealthStatus)])
    func status(outcome: HealthCheck.Outcome, isRequired: Bool, expected: HealthStatus) {
        let report = HealthReport(
            service: "cache", phase: .running, dependencies: [dependency(outcome, isRequired: isRequired)],
            checkedAtMicroseconds: 0)
        #expect(report.status == expected)
        #expect(report.isReady == (expected != .down))
    }

    @Test(
        "a process that starts or drains is not ready, whatever its dependencies do",
        arguments: [
            HealthReport.Phase.starting, .draining,
        ])
    func phase(phase: HealthReport.Phase) {
        let report = HealthReport(
            service: "cache", phase: phase, dependencies: [dependency(.ok, isRequired: true)],
            checkedAtMicroseconds: nil)
        #expect(!report.isReady)
    }

    @Test("a report is a JSON object with every dependency")
    func json() {
        let report = HealthReport(
            service: "cache", phase: .running,
            dependencies: [dependency(.ok, isRequired: true), dependency(.down("no \"route\"\n"), isRequired: false)],
            checkedAtMicroseconds: 1_777_638_896_789_012)
        #expect(
            report.json == #"{"status":"degraded","service":"cache","phase":"running","#
                + #""checked_at":"2026-05-01T12:34:56.789Z","dependencies":["#
                + #"{"name":"redis","required":true,"status":"ok","response_time_ms":1.25,"error":null},"#
                + #"{"name":"redis","required":false,"status":"down","response_time_ms":1.25,"#
                + #""error":"no \"route\"\n"}]}"#)
    }

    @Test("of an error only the type is shown")
    func thrownError() async {
        struct LoginFailed: Error, CustomStringConvertible { let description = "password s3cret refused" }
        let health = await HealthCheck(name: "db", isRequired: true) { _ in throw LoginFailed() }.run()
        #expect(health.status == .down)
        #expect(health.problem == "failed with LoginFailed")
    }

    @Test("a dependency that does not answer is down, and its probe is cancelled")
    func timeout() async {
        await confirmation("cancelled") { cancelled in
            let check = HealthCheck(name: "db", isRequired: true, timeout: .milliseconds(5)) { _ in
                let never = AsyncStream<Void> { $0.onTermination = { _ in cancelled() } }
                for await _ in never {}
                return .ok
            }
            let health = await check.run()
            #expect(health.problem == "did not answer within 5ms")
        }
    }

    @Test("a monitor is starting, then running, then draining for good")
    func monitor() async {
        let monitor = HealthMonitor(
            role: .cache,
            checks: [
                HealthCheck(name: "a", isRequired: true) { _ in .ok },
                HealthCheck(name: "b", isRequired: false) { _ in .degraded("slow") },
            ], logger: quiet)
        #expect(monitor.report.phase == .starting)
        await monitor.check()
        #expect(monitor.report.status == .degraded)
        #expect(monitor.report.dependencies.map(\.name) == ["a", "b"])
        monitor.drain()
        await monitor.check()
        #expect(monitor.report.phase == .draining)
        #expect(!monitor.report.isReady)
    }

    @Test("a change of a dependency is logged once, and nothing more while draining")
    func transitions() async {
        let recorder = LogRecorder()
        let outcomes = AsyncStream.makeStream(of: HealthCheck.Outcome.self)
        let monitor = HealthMonitor(
            role: .cache,
            checks: [
                HealthCheck(name: "redis", isRequired: false) { _ in
                    var iterator = outcomes.stream.makeAsyncIterator()
                    return await iterator.next() ?? .ok
                }
            ], logger: recorder.logger())
        for outcome in [.ok, .down("refused"), .down("refused"), .ok, .ok] as [HealthCheck.Outcome] {
            outcomes.continuation.yield(outcome)
            await monitor.check()
        }
        monitor.drain()
        outcomes.continuation.yield(.down("closed"))
        await monitor.check()
        let time = "2026-05-01T12:34:56.789Z"
        #expect(
            recorder.lines == [
                "\(time) WARNING course Dependency does not work dependency=redis problem=refused status=down\n",
                "\(time) INFO    course Dependency works again dependency=redis\n",
            ])
    }
}
