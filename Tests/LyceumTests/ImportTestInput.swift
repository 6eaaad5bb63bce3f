@testable import lyceum

extension [UInt8] {
    /// The bytes in pieces of at most so many.
    func pieces(of size: Int) -> [ArraySlice<UInt8>] {
        stride(from: 0, to: count, by: Swift.min(size, Swift.max(count, 1))).map {
            self[$0..<Swift.min($0 + Swift.min(size, count), count)]
        }
    }
}

extension RowReader {
    /// Everything that the bytes hold, taken in pieces.
    static func allEvents(
        of bytes: [UInt8], format: ImportFormat? = nil, dialect: CSVDialect = CSVDialect(),
        limits: RowLimits = RowLimits(), pieceSize: Int = .max
    ) throws -> [RowEvent] {
        var reader = RowReader(format: format, dialect: dialect, limits: limits)
        var events: [RowEvent] = []
        for piece in bytes.pieces(of: pieceSize) {
            reader.append(piece)
            while let event = try reader.next() { events.append(event) }
        }
        reader.finish()
        while let event = try reader.next() { events.append(event) }
        return events
    }

    /// The rows and problems that the bytes hold.
    static func events(
        of bytes: [UInt8], format: ImportFormat? = nil, dialect: CSVDialect = CSVDialect(),
        limits: RowLimits = RowLimits(), pieceSize: Int = .max
    ) throws -> [RowEvent] {
        try allEvents(of: bytes, format: format, dialect: dialect, limits: limits, pieceSize: pieceSize)
            .filter { $0.header == nil }
    }

    static func events(of text: String, format: ImportFormat? = nil) throws -> [RowEvent] {
        try events(of: Array(text.utf8), format: format)
    }
}

extension RowEvent {
    var header: CSVHeader? {
        guard case .header(let header) = self else { return nil }
        return header
    }

    var row: SourceRow? {
        guard case .row(let row) = self else { return nil }
        return row
    }

    var problem: RowProblem? {
        guard case .problem(let problem) = self else { return nil }
        return problem
    }
}

extension SourceRow {
    /// A row of a JSON object, which has to be one.
    init(json: String) throws {
        guard case .object(let members) = try JSONParser.parse(Array(json.utf8)) else {
            throw JSONSyntaxError(offset: 0, reason: "not an object")
        }
        self.init(line: 1, content: .json(members))
    }
}

extension Mapping {
    init(_ json: String) throws(MappingError) {
        try self.init(Array(json.utf8))
    }
}
