/// The rows of a result; an index costs nothing.
public struct PostgresRows: RandomAccessCollection, Sendable {
    let result: PostgresResult

    /// 0
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { result.rowCount }

    /// The row at `position`.
    public subscript(position: Int) -> PostgresRow {
        precondition(indices.contains(position), "Row out of range")
        return PostgresRow(result: result, index: position)
    }
}
