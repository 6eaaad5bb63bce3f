/// Rows of an NDJSON file: one JSON object per line.
struct NDJSONRowReader: RowParser {
    private let limits: RowLimits
    private var lines: LineSplitter

    init(limits: RowLimits) {
        self.limits = limits
        lines = LineSplitter(limit: limits.rowBytes)
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        lines.append(bytes)
    }

    mutating func finish() {
        lines.finish()
    }

    mutating func next() -> RowEvent? {
        switch lines.next() {
        case .line(let bytes, let number): row(bytes, number)
        case .tooLong(let number):
            .problem(RowProblem(line: number, reason: "the row is longer than \(limits.rowBytes) bytes"))
        case nil: nil
        }
    }

    private func row(_ bytes: [UInt8], _ line: Int) -> RowEvent {
        do throws(JSONSyntaxError) {
            let value = try JSONParser.parse(bytes, depthLimit: limits.depth)
            guard case .object(let members) = value else {
                return .problem(RowProblem(line: line, reason: "is \(value.kind), not an object"))
            }
            return .row(SourceRow(line: line, content: .json(members)))
        } catch {
            let shown = String(decoding: bytes[min(error.offset, bytes.count)...].prefix(64), as: UTF8.self)
            return .problem(
                RowProblem(line: line, value: shown, reason: "is not JSON at byte \(error.offset + 1): \(error.reason)")
            )
        }
    }
}
