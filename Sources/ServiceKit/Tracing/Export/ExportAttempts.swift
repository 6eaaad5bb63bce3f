/// The attempts to export one batch: which failures are worth another one, and when (OTLP/HTTP, "Failures" and
/// "Throttling").
struct ExportAttempts {
    enum Decision: Equatable {
        /// The batch is done with, well or not.
        case done
        case retry(after: Duration)
    }

    /// After so many failures the next spans have their turn.
    static let limit = 5
    /// The longest wait that a collector may ask for.
    static let longestWait: Duration = .seconds(60)
    private static let firstWait: Duration = .seconds(1)

    private var failures = 0

    /// - Parameter jitter: a random number from 0 to 1, so that processes which failed together do not return together.
    mutating func decide(_ outcome: ExportOutcome, jitter: Double) -> Decision {
        let wanted: Duration?
        switch outcome {
        case .accepted, .refused: return .done
        case .busy(let retryAfter): wanted = retryAfter
        case .unreachable: wanted = nil
        }
        failures += 1
        guard failures < Self.limit else { return .done }
        let backoff = Self.firstWait * (1 << (failures - 1)) * (0.5 + jitter / 2)
        return .retry(after: min(max(wanted ?? backoff, .zero), Self.longestWait))
    }
}
