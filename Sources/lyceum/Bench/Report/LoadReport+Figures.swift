extension LoadReport {
    /// A line of JSON for each figure: its name, value and unit.
    func figures(name: String) -> [String] {
        let latencies = latencies.all
        let lag = self.latencies.lag
        return [
            ("p50", latencies.milliseconds(atPercentile: 50), "ms"),
            ("p95", latencies.milliseconds(atPercentile: 95), "ms"),
            ("p99", latencies.milliseconds(atPercentile: 99), "ms"),
            ("rate", rate, "req/s"),
            ("errors", Double(errorCount), "errors"),
            ("generator_lag_p99", lag.milliseconds(atPercentile: 99), "ms"),
            ("generator_cpu", processorMicrosecondsPerRequest, "µs"),
        ].map { suffix, value, unit in
            let value = DecimalText.fixed(value, digits: 3)
            return #"{"bench": "\#(name)_\#(suffix)", "value": \#(value), "unit": "\#(unit)"}"#
        }
    }
}
