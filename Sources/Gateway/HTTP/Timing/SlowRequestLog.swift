import HTTPTypes
import Hummingbird
import LogLimits
import Logging
import NIOCore
import Synchronization

/// Warns of requests that took long, and tells where their time went. When all are slow, a few stand for them.
final class SlowRequestLog: Sendable {
    private let threshold: TimeAmount
    private let logger: Logger
    private let allowance = Mutex(LogAllowance(10, per: .seconds(10)))

    init(threshold: TimeAmount, logger: Logger) {
        self.threshold = threshold
        self.logger = logger
    }

    /// - Parameter timing: the value of `Server-Timing`.
    func answered(
        _ request: Request, _ status: HTTPResponse.Status, after duration: TimeAmount, timing: String
    ) {
        guard duration > threshold else { return }
        guard let suppressed = allowance.withLock({ $0.take(at: .now()) }) else { return }
        // The path without the query, which may hold what belongs in no log.
        logger.warning(
            "slow request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path)", "status": "\(status.code)",
                "duration_ms": "\(duration.nanoseconds / 1_000_000)", "server_timing": "\(timing)",
                "suppressed": "\(suppressed)",
            ])
    }
}
