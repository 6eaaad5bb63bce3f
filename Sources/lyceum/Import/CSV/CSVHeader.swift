/// The column names of a CSV file and where they stand.
struct CSVHeader: Equatable, Sendable {
    let names: [String]
    private let indices: [String: Int]

    /// Reads the names from the first record, without the white space around them.
    ///
    /// - Throws: ``InputError`` where a name is not UTF-8 or is there twice.
    init(_ record: CSVRecord) throws(InputError) {
        var names: [String] = []
        var indices: [String: Int] = [:]
        for index in 0..<record.count {
            guard let name = record.text(index)?.trimmed else { throw .headerNotUTF8(line: record.line) }
            // Spreadsheets leave nameless columns behind the last one.
            guard name.isEmpty || indices.updateValue(index, forKey: name) == nil else {
                throw .repeatedColumn(name)
            }
            names.append(name)
        }
        self.names = names
        self.indices = indices
    }

    /// Where a column stands, from 0.
    func index(of name: String) -> Int? {
        indices[name]
    }
}
