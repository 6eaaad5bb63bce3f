import Metrics

/// The metrics of one statement, made once and kept: the counter of an outcome when that first occurs, for a registry has
/// room for so many series of a name, and most outcomes of most statements never do.
struct StatementMetrics {
    private let statement: String
    private let timer: Timer
    private var counters: [StatementOutcome: Counter] = [:]

    init(statement: String) {
        self.statement = statement
        timer = Timer(label: "lyceum_postgres_statement_seconds", dimensions: [("statement", statement)])
    }

    mutating func record(_ outcome: StatementOutcome, nanoseconds: Int64) {
        counter(of: outcome).increment()
        timer.recordNanoseconds(nanoseconds)
    }

    private mutating func counter(of outcome: StatementOutcome) -> Counter {
        if let known = counters[outcome] { return known }
        let dimensions = [("statement", statement), ("outcome", outcome.rawValue)]
        let new = Counter(label: "lyceum_postgres_statements_total", dimensions: dimensions)
        counters[outcome] = new
        return new
    }
}
