/// All series of one name: same kind, same label names, different label values.
struct MetricFamily: Sendable {
    let name: String
    let kind: MetricKind
    let labelNames: [String]
    private(set) var series: [MetricLabels: any MetricSeries] = [:]

    init(name: String, kind: MetricKind, labelNames: [String]) {
        self.name = name
        self.kind = kind
        self.labelNames = labelNames
    }

    /// Whether metrics of that kind with those labels belong here.
    func accepts(_ kind: MetricKind, _ labels: MetricLabels) -> Bool {
        kind == self.kind && labels.names == labelNames
    }

    mutating func insert(_ made: any MetricSeries, _ labels: MetricLabels) {
        series[labels] = made
    }
}
