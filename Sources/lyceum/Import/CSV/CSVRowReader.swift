/// Rows of a CSV file with a header: what ``CSVParser`` finds, checked against the header.
struct CSVRowReader: RowParser {
    private let dialect: CSVDialect
    private let limits: RowLimits
    private var isFinished = false
    /// Bytes up to and with the header line, until the delimiter is known.
    private var opening: [UInt8] = []
    private var parser: CSVParser?
    private var header: CSVHeader?

    init(dialect: CSVDialect, limits: RowLimits) {
        self.dialect = dialect
        self.limits = limits
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        if parser == nil {
            opening.append(contentsOf: bytes)
            startParser()
        } else {
            parser?.append(bytes)
        }
    }

    mutating func finish() {
        isFinished = true
        startParser()
        parser?.finish()
    }

    mutating func next() throws(InputError) -> RowEvent? {
        guard let event = parser?.next() else {
            guard !isFinished || header != nil else { throw .noHeader }
            return nil
        }
        switch (event, header) {
        case (.record(let record), let header?):
            return row(record, header)
        case (.record(let record), nil):
            let names = try CSVHeader(record)
            header = names
            return .header(names)
        case (.defect(let defect, let line), nil):
            throw .badHeader(defect, line: line)
        case (.defect(let defect, let line), _?):
            return .problem(RowProblem(line: line, reason: defect.description))
        }
    }

    private func row(_ record: CSVRecord, _ header: CSVHeader) -> RowEvent {
        guard record.count == header.names.count else {
            return .problem(
                RowProblem(line: record.line, reason: "has \(record.count) fields, the header \(header.names.count)"))
        }
        var cells: [String] = []
        cells.reserveCapacity(record.count)
        for index in 0..<record.count {
            guard let text = record.text(index) else {
                let shown = String(decoding: record[index], as: UTF8.self)
                return .problem(
                    RowProblem(
                        line: record.line, column: header.names[index], value: shown, reason: "is not valid UTF-8"))
            }
            cells.append(text)
        }
        return .row(SourceRow(line: record.line, content: .csv(header, cells)))
    }

    /// Starts the parser once the header line is there, or can't come any more.
    private mutating func startParser() {
        guard parser == nil else { return }
        var lines = opening.split(
            separator: UInt8(ascii: "\n"), maxSplits: dialect.skippedLines + 1, omittingEmptySubsequences: false)
        guard lines.count > dialect.skippedLines + 1 || isFinished || opening.count > limits.rowBytes else { return }
        let skipped = min(dialect.skippedLines, lines.count)
        lines.removeFirst(skipped)
        let header = lines.first ?? []
        let delimiter = dialect.delimiter ?? CSVDelimiter(usedIn: header)
        var parser = CSVParser(delimiter: delimiter, firstLine: skipped + 1, limits: limits)
        parser.append(opening[header.startIndex...])
        self.parser = parser
        opening = []
    }
}
