/// One file of an import, and what its rows mean.
struct ImportSource<Field: ImportField> {
    let file: ImportFile
    let rules: FieldRules<Field>
    let format: ImportFormat?
    let dialect: CSVDialect

    /// - Parameter format: nil means the mapping's, else what the file's name tells, else what its first bytes tell.
    init(_ file: ImportFile, _ rules: FieldRules<Field>, mapping: Mapping, format: ImportFormat?) {
        self.file = file
        self.rules = rules
        self.format = format ?? mapping.format ?? ImportFormat(fileName: file.name)
        dialect = mapping.csv
    }

    /// Reads all records in the order of the file. A row that is none is reported and passed over.
    ///
    /// - Parameter body: takes a record; throws a ``RowProblem`` where it can't be used.
    /// - Returns: the number of rows, usable or not.
    /// - Throws: ``ImportFailure``, or what `body` throws other than row problems.
    func read(
        reporting report: ImportReport, _ body: (ImportRecord<Field>) async throws -> Void
    ) async throws -> Int {
        var reader = RowReader(format: format, dialect: dialect)
        var rows = 0
        func drain() async throws {
            while let event = try reader.next() {
                do {
                    switch event {
                    case .header(let header): try rules.check(header)
                    case .row(let row):
                        rows += 1
                        try await body(try rules.record(of: row))
                    case .problem(let problem):
                        rows += 1
                        throw problem
                    }
                } catch let problem as RowProblem {
                    try report.skip(problem, of: Field.section, in: file.name)
                }
            }
        }
        do {
            try await file.read { bytes, share in
                reader.append(bytes)
                try await drain()
                report.progress(share, of: file.name)
            }
            reader.finish()
            try await drain()
        } catch let error as InputError {
            throw ImportFailure(subject: file.name, reason: error.description)
        }
        return rows
    }
}
