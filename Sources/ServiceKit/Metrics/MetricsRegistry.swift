import Synchronization

/// The metrics of a process by name. Only making a metric and writing the exposition take the lock; recording does not.
final class MetricsRegistry: Sendable {
    /// The most names.
    private static let familyLimit = 1_000
    /// Counts the requests for a series that were answered with a shared or a hidden one.
    private static let refusedName = "lyceum_metrics_refused_total"

    private let families = Mutex<[String: MetricFamily]>([:])
    private let seriesLimit: Int
    private let refused = CounterSeries()

    /// - Parameter seriesLimit: the most combinations of label values under one name.
    init(seriesLimit: Int) {
        self.seriesLimit = seriesLimit
        var family = MetricFamily(name: Self.refusedName, kind: .counter, labelNames: [])
        family.insert(refused, MetricLabels([]))
        families.withLock { $0[family.name] = family }
    }

    /// The series of that name and those labels, made when it is new.
    ///
    /// Once a name has as many series as the limit allows, new label values share one, so that a label that takes any
    /// value can't fill the memory. A name that exists as another kind or with other label names, or one name too many,
    /// gives a series that is not exposed.
    func series<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], _ kind: MetricKind, make: () -> Series
    ) -> Series {
        let name = MetricName.metric(name, kind: kind)
        let labels = MetricLabels(dimensions)
        return families.withLock { families in
            var family = families[name] ?? MetricFamily(name: name, kind: kind, labelNames: labels.names)
            guard family.accepts(kind, labels), families[name] != nil || families.count < Self.familyLimit else {
                refused.increment(by: 1)
                return make()
            }
            if let existing = family.series[labels] as? Series { return existing }
            var key = labels
            if family.series.count >= seriesLimit {
                refused.increment(by: 1)
                key = MetricLabels(labels.names.map { ($0, "other") })
                if let shared = family.series[key] as? Series { return shared }
            }
            let made = make()
            family.insert(made, key)
            families[name] = family
            return made
        }
    }

    /// All families, sorted by name.
    func snapshot() -> [MetricFamily] {
        families.withLock { Array($0.values) }.sorted { $0.name < $1.name }
    }
}
