/// One row of a file, whatever its format.
struct SourceRow: Equatable, Sendable {
    /// The values of a row.
    enum Content: Equatable, Sendable {
        case csv(CSVHeader, [String])
        case json([String: JSONValue])
    }

    /// The line that the row starts on, from 1.
    let line: Int
    let content: Content

    /// The value of a column; nil where the row has no such column.
    func value(at path: ColumnPath) -> JSONValue? {
        switch content {
        case .csv(let header, let cells):
            header.index(of: path.text).map { .string(cells[$0]) }
        case .json(let members):
            members[path.text] ?? path.value(in: .object(members))
        }
    }
}
