/// What reading a file finds next.
enum RowEvent: Equatable {
    /// The columns of a CSV file, before its rows.
    case header(CSVHeader)
    case row(SourceRow)
    /// A row that can't be read.
    case problem(RowProblem)
}
