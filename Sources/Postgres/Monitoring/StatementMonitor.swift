import LogLimits
import Logging
import NIOCore
import Synchronization

/// Counts, times and logs statements, always by name, never with their parameters. Used by the reactor's thread only;
/// `statistics` is what others may read.
final class StatementMonitor {
    /// A snapshot that other threads may take.
    final class Statistics: Sendable {
        private let statements = Mutex<[String: StatementStatistics]>([:])

        var snapshot: [String: StatementStatistics] {
            statements.withLock { $0 }
        }

        fileprivate func add(_ name: String, failed: Bool, slow: Bool, nanoseconds: Int64) {
            statements.withLock { statements in
                var statement = statements[name, default: StatementStatistics()]
                statement.count += 1
                statement.failures += failed ? 1 : 0
                statement.slow += slow ? 1 : 0
                statement.totalDuration += .nanoseconds(nanoseconds)
                statements[name] = statement
            }
        }
    }

    private let statistics: Statistics
    private let slowNanoseconds: Int64
    private let logger: Logger
    /// When all are slow, a few stand for them.
    private var allowance = LogAllowance(10, per: .seconds(10))
    private var metrics: [String: StatementMetrics] = [:]

    init(statistics: Statistics, slowThreshold: Duration, logger: Logger) {
        self.statistics = statistics
        self.slowNanoseconds = slowThreshold.nanoseconds
        self.logger = logger
    }

    /// Notes that a statement that had been sent has ended.
    func record(_ name: String, _ outcome: StatementOutcome, duration: TimeAmount, at now: NIODeadline = .now()) {
        let nanoseconds = max(0, duration.nanoseconds)
        let isSlow = nanoseconds > slowNanoseconds
        statistics.add(name, failed: outcome != .ok, slow: isSlow, nanoseconds: nanoseconds)
        metrics[name, default: StatementMetrics(statement: name)].record(outcome, nanoseconds: nanoseconds)
        guard isSlow, let suppressed = allowance.take(at: now) else { return }
        logger.warning(
            "slow statement",
            metadata: [
                "statement": "\(name)", "outcome": "\(outcome.rawValue)",
                "duration_ms": "\(nanoseconds / 1_000_000)", "suppressed": "\(suppressed)",
            ])
    }
}
