import Metrics

/// The metrics of one statement, made once and kept.
struct StatementMetrics {
    private let timer: Timer
    private let counters: [StatementOutcome: Counter]

    init(statement: String) {
        timer = Timer(label: "lyceum_postgres_statement_seconds", dimensions: [("statement", statement)])
        counters = Dictionary(
            uniqueKeysWithValues: StatementOutcome.allCases.map { outcome in
                let dimensions = [("statement", statement), ("outcome", outcome.rawValue)]
                return (outcome, Counter(label: "lyceum_postgres_statements_total", dimensions: dimensions))
            })
    }

    func record(_ outcome: StatementOutcome, nanoseconds: Int64) {
        counters[outcome]?.increment()
        timer.recordNanoseconds(nanoseconds)
    }
}
