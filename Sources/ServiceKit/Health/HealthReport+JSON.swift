extension HealthReport {
    /// The report as a JSON object, for /health/ready and /api/health.
    public var json: String {
        let checkedAt = checkedAtMicroseconds.map { JSONText.quoted(RFC3339.format(microseconds: $0)) } ?? "null"
        return "{\"status\":\"\(status.rawValue)\",\"service\":\(JSONText.quoted(service))"
            + ",\"phase\":\"\(phase.rawValue)\",\"checked_at\":\(checkedAt)"
            + ",\"dependencies\":[\(dependencies.map(\.json).joined(separator: ","))]}"
    }
}

extension DependencyHealth {
    fileprivate var json: String {
        let microseconds = Int64(responseTime / .microseconds(1))
        return "{\"name\":\(JSONText.quoted(name)),\"required\":\(isRequired),\"status\":\"\(status.rawValue)\""
            + ",\"response_time_ms\":\(Double(microseconds) / 1_000)"
            + ",\"error\":\(problem.map(JSONText.quoted) ?? "null")}"
    }
}
