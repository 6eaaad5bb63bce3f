/// The measurements under one name and one set of label values. Recording takes no lock.
protocol MetricSeries: AnyObject, Sendable {
    /// Writes the current values in the exposition format.
    func write(name: String, labels: MetricLabels, to writer: inout ExpositionWriter)
}

extension CounterSeries: MetricSeries {
    func write(name: String, labels: MetricLabels, to writer: inout ExpositionWriter) {
        writer.sample(name, labels, Double(value))
    }
}

extension FloatingPointCounterSeries: MetricSeries {
    func write(name: String, labels: MetricLabels, to writer: inout ExpositionWriter) {
        writer.sample(name, labels, value)
    }
}

extension GaugeSeries: MetricSeries {
    func write(name: String, labels: MetricLabels, to writer: inout ExpositionWriter) {
        writer.sample(name, labels, value)
    }
}

extension HistogramSeries: MetricSeries {
    func write(name: String, labels: MetricLabels, to writer: inout ExpositionWriter) {
        let sum = sum
        let counts = cumulativeCounts
        for (bound, count) in zip(bounds + [.infinity], counts) {
            writer.sample(name + "_bucket", labels.adding("le", ExpositionWriter.number(bound)), Double(count))
        }
        writer.sample(name + "_sum", labels, sum)
        writer.sample(name + "_count", labels, Double(counts.last ?? 0))
    }
}
