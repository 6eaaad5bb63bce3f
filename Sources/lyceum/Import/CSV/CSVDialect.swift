/// What CSV leaves open.
struct CSVDialect: Equatable, Sendable {
    /// Nil means that the header line tells.
    var delimiter: CSVDelimiter?
    /// Lines before the header, a report's title for instance, that are no rows.
    var skippedLines = 0
}
