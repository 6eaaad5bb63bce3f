internal import NIOCore

/// Collects what became of the requests of a load.
///
/// Latencies are those of good answers, and of requests that were given up: these waited for at least so long.
struct LoadRecorder: Sendable {
    /// Kinds of errors told apart; further ones count as one of their class.
    private static let mostErrorKinds = 64

    private(set) var all = LatencyHistogram()
    private(set) var parts: [LoadPart: LatencyHistogram] = [:]
    /// By the second in which the requests were due.
    private(set) var seconds: [LatencyHistogram]
    private(set) var errors: [LoadError: Int] = [:]
    private(set) var errorsByPart: [LoadPart: Int] = [:]
    /// How late the requests were sent that a connection was idle for.
    private(set) var lag = LatencyHistogram()
    private(set) var succeeded = 0

    init(seconds: Int) {
        self.seconds = Array(repeating: LatencyHistogram(.two), count: seconds)
    }

    /// A request was noticed to be due so much later than it was.
    mutating func lagged(_ lag: TimeAmount) {
        self.lag.record(.nanoseconds(lag.nanoseconds))
    }

    /// A connection, or a request, failed.
    mutating func count(_ error: LoadError) {
        if errors.count < Self.mostErrorKinds || errors[error] != nil {
            errors[error, default: 0] += 1
        } else if case .status(let status, _) = error {
            errors[.status(class: status, problem: nil), default: 0] += 1
        }
    }

    mutating func record(_ due: DueRequest, _ result: Result<HTTPAnswer, LoadError>, at now: NIODeadline) {
        guard let second = due.second else { return }
        let error: LoadError?
        switch result {
        case .success where now > due.deadline: error = .timeout
        case .success(let answer): error = answer.error
        case .failure(let failure): error = failure
        }
        if let error {
            count(error)
            errorsByPart[due.request.part, default: 0] += 1
            guard error == .timeout else { return }
        } else {
            succeeded += 1
        }
        let latency = Duration.nanoseconds((now - due.due).nanoseconds)
        all.record(latency)
        parts[due.request.part, default: LatencyHistogram()].record(latency)
        if seconds.indices.contains(second) { seconds[second].record(latency) }
    }
}
