extension LoadReport {
    private static let percentiles: [(name: String, value: Double)] = [
        ("p50", 50), ("p95", 95), ("p99", 99), ("p99.9", 99.9), ("max", 100),
    ]

    /// The report for people.
    func table(title: String) -> String {
        let latencies = latencies
        var lines = ["\(title): \(requestCount) requests in \(plan.duration), \(users)"]
        lines.append(line("", "requests", "errors", Self.percentiles.map { "\($0.name) ms" }))
        lines.append(row("all", latencies.all, errors: latencies.errorsByPart.values.reduce(0, +)))
        for part in LoadPart.allCases {
            let histogram = latencies.parts[part]
            let errors = latencies.errorsByPart[part, default: 0]
            guard histogram != nil || errors > 0 else { continue }
            lines.append(row(part.rawValue, histogram ?? LatencyHistogram(), errors: errors))
        }
        for (error, count) in latencies.errors.sorted(by: { ($1.value, "\($0.key)") < ($0.value, "\($1.key)") }) {
            lines.append("error \(PrintableText("\(error)")): \(count)")
        }
        lines.append(generatorLine)
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the load would be in users: each has a connection, and thinks between requests.
    private var users: String {
        let thinkTime = DecimalText.fixed(Double(plan.connections) / plan.rate, digits: 1)
        return "\(connections) of \(plan.connections) connections open, one request per connection every \(thinkTime) s"
    }

    private var generatorLine: String {
        let lag = latencies.lag
        let p99 = DecimalText.fixed(lag.milliseconds(atPercentile: 99), digits: 2)
        let most = DecimalText.fixed(lag.milliseconds(atPercentile: 100), digits: 2)
        let used = DecimalText.fixed(processorMicrosecondsPerRequest, digits: 1)
        let warning = fellBehind ? "; it fell behind, and its own delay is part of the latencies" : ""
        return "generator: late by \(p99) ms at p99, \(most) ms at most, \(used) µs CPU a request\(warning)"
    }

    private func row(_ name: String, _ histogram: LatencyHistogram, errors: Int) -> String {
        line(
            name, "\(histogram.count)", "\(errors)",
            Self.percentiles.map { DecimalText.fixed(histogram.milliseconds(atPercentile: $0.value), digits: 2) })
    }

    private func line(_ name: String, _ requests: String, _ errors: String, _ values: [String]) -> String {
        let cells = [requests, errors] + values
        return name + String(repeating: " ", count: max(0, 12 - name.count))
            + cells.map { DecimalText.padded($0, to: 10) }.joined()
    }
}
