/// Why one row was skipped.
struct RowProblem: Error, Equatable, Sendable {
    /// The line that the row starts on, from 1.
    let line: Int
    /// The column that the reason is about, where there is one.
    var column: String?
    /// What the column holds.
    var value: String?
    let reason: String
}

extension RowProblem: CustomStringConvertible {
    var description: String {
        let place = column.map { ", column \(PrintableText($0))" } ?? ""
        let shown = value.map { "\(PrintableText($0)) " } ?? ""
        return "line \(line)\(place): \(shown)\(reason)"
    }
}
