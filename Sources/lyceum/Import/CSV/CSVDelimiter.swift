/// What stands between the fields of a CSV row; in a mapping, the character itself.
enum CSVDelimiter: String, CaseIterable, Sendable {
    case comma = ","
    case semicolon = ";"
    case tab = "\t"

    /// The character.
    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }

    /// The one that a header line uses most outside its quotes; a comma where it uses none.
    init(usedIn header: ArraySlice<UInt8>) {
        // Pieces outside and inside of quotes alternate.
        let pieces = header.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        let outside = stride(from: 0, to: pieces.count, by: 2).map { pieces[$0] }
        let uses = { (delimiter: Self) in outside.reduce(0) { $0 + $1.count { $0 == delimiter.byte } } }
        self = Self.allCases.max { uses($0) < uses($1) } ?? .comma
    }
}
