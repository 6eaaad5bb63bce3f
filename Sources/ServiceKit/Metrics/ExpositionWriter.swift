/// Writes metrics in the text format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct ExpositionWriter {
    private(set) var text = ""

    /// A family with its series sorted by labels.
    mutating func write(_ family: MetricFamily, help: String?) {
        head(family.name, type: family.kind.exposedType, help: help ?? Self.words(of: family.name))
        for (labels, series) in family.series.sorted(by: { $0.key.text < $1.key.text }) {
            series.write(name: family.name, labels: labels, to: &self)
        }
    }

    /// A metric of one value without labels.
    mutating func write(_ name: String, type: String, help: String, value: Double) {
        head(name, type: type, help: help)
        sample(name, MetricLabels([]), value)
    }

    mutating func sample(_ name: String, _ labels: MetricLabels, _ value: Double) {
        text += name
        if !labels.text.isEmpty { text += "{\(labels.text)}" }
        text += " \(Self.number(value))\n"
    }

    /// A number as Go's ParseFloat reads it, whole ones without a fraction.
    static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return "\(whole)" }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return "\(value)"
    }

    private mutating func head(_ name: String, type: String, help: String) {
        let escaped = help.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        text += "# HELP \(name) \(escaped)\n# TYPE \(name) \(type)\n"
    }

    /// A metric without a description is described by the words of its name.
    private static func words(of name: String) -> String {
        name.split(separator: "_").joined(separator: " ")
    }
}
