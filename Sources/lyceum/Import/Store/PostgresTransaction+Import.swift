internal import Postgres

extension PostgresTransaction {
    /// Copies the records of a file into a staging table.
    ///
    /// - Parameter row: writes a record's columns, or throws a ``RowProblem`` before it writes any.
    /// - Returns: the number of rows in the file, usable or not.
    func stage<Field>(
        _ source: ImportSource<Field>, into table: String, reporting report: ImportReport,
        row: (ImportRecord<Field>, inout CopyText) throws -> Void
    ) async throws -> Int {
        var count = 0
        _ = try await copyIn("COPY \(table) FROM STDIN") { writer in
            var buffer = CopyBuffer(writer)
            count = try await source.read(reporting: report) { record in
                try await buffer.append { try row(record, &$0) }
            }
            try await buffer.flush()
        }
        return count
    }

    /// Reports the rows of a file that were staged and taken away again.
    func reportRejections<Field>(from source: ImportSource<Field>, to report: ImportReport) async throws {
        try await forEachRow(.importTakeRejections) { row in
            let field = try row.text(1)
            let column = Field(rawValue: field).flatMap(source.rules.columnName)
            try report.skip(
                RowProblem(
                    line: Int(try row.int64(0)), column: column ?? field, value: try row.text(2),
                    reason: try row.text(3)),
                of: Field.section, in: source.file.name)
        }
    }

    /// Shows all rows that a statement returns when it is repeated until it returns none.
    func forEachRow(_ statement: PostgresStatement, _ body: (PostgresRow) async throws -> Void) async throws {
        while case let result = try await execute(statement), result.rowCount > 0 {
            for row in result.rows {
                try await body(row)
            }
        }
    }
}
