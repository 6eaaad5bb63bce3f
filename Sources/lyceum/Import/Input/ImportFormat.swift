/// How the rows of a file are written.
enum ImportFormat: String, CaseIterable, Sendable {
    case csv
    case ndjson

    /// The format that a file's name tells, a `.gz` at its end aside.
    init?(fileName: String) {
        var name = fileName.lowercased()
        if name.hasSuffix(".gz") {
            name.removeLast(3)
        }
        switch name.split(separator: ".").last {
        case "csv", "tsv": self = .csv
        case "ndjson", "jsonl": self = .ndjson
        default: return nil
        }
    }

    /// The format that a file's first bytes tell: a brace opens NDJSON, anything else is CSV.
    init(opening: ArraySlice<UInt8>) {
        self = opening.first { !$0.isJSONWhitespace } == UInt8(ascii: "{") ? .ndjson : .csv
    }
}
