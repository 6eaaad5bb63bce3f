/// One row of a CSV file: its fields, still as bytes, with quotes and doubled quotes undone.
struct CSVRecord: Equatable {
    /// The line that the record starts on, from 1.
    let line: Int
    private let content: [UInt8]
    /// Where each field ends in `content`.
    private let ends: [Int]

    init(line: Int, content: [UInt8], ends: [Int]) {
        self.line = line
        self.content = content
        self.ends = ends
    }

    /// The number of fields, at least one.
    var count: Int { ends.count }

    /// The bytes of a field.
    subscript(index: Int) -> ArraySlice<UInt8> {
        content[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// A field as text, or nil where it is not valid UTF-8.
    func text(_ index: Int) -> String? {
        String(validating: self[index], as: UTF8.self)
    }
}
