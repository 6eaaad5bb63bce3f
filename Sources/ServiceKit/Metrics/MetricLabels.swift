/// Label names and values, sorted by name, in the text form of the exposition.
struct MetricLabels: Sendable, Hashable {
    let names: [String]
    /// `method="Get",status="OK"`, without braces; empty without labels.
    let text: String

    init(_ dimensions: [(String, String)]) {
        let sorted = dimensions.map { (MetricName.label($0.0), $0.1) }.sorted { $0.0 < $1.0 }
        names = sorted.map(\.0)
        text = sorted.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
    }

    private init(names: [String], text: String) {
        self.names = names
        self.text = text
    }

    /// The labels with one more at the end.
    func adding(_ name: String, _ value: String) -> MetricLabels {
        let pair = "\(name)=\"\(Self.escaped(value))\""
        return MetricLabels(names: names + [name], text: text.isEmpty ? pair : "\(text),\(pair)")
    }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
