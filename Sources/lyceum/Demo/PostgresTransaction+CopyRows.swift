internal import Postgres

extension PostgresTransaction {
    /// Copies one row for each element.
    ///
    /// - Parameters:
    ///   - table: the table and its columns, as COPY wants them: `schema.table (column, …)`.
    ///   - append: appends the columns, in this order.
    func copyRows<Elements: Sequence>(
        _ table: String, of elements: Elements, _ append: (Elements.Element, inout BinaryCopy) -> Void
    ) async throws {
        let columns = Int16(table.split(separator: ",").count)
        _ = try await copyIn("COPY \(table) FROM STDIN (FORMAT binary)") { writer in
            var rows = BinaryCopy(writer)
            for element in elements {
                try await rows.beginRow(columns: columns)
                append(element, &rows)
            }
            try await rows.end()
        }
    }
}
