/// Why nothing of a file can be imported.
enum InputError: Error, Equatable, CustomStringConvertible {
    case notReadable(reason: String)
    case notUTF8(encoding: String)
    case decompressionFailed(reason: String)
    case noHeader
    case badHeader(CSVDefect, line: Int)
    case headerNotUTF8(line: Int)
    case repeatedColumn(String)
    case missingColumns([String], present: [String])

    var description: String {
        switch self {
        case .notReadable(let reason): "can't be read: \(reason)"
        case .notUTF8(let encoding): "is \(encoding) text: convert it to UTF-8 first"
        case .decompressionFailed(let reason): "can't be decompressed: \(reason)"
        case .noHeader: "has no header line"
        case .badHeader(let defect, let line): "line \(line), the header: \(defect)"
        case .headerNotUTF8(let line): "line \(line), the header: is not valid UTF-8"
        case .repeatedColumn(let name): "the column \(PrintableText(name)) is there twice"
        case .missingColumns(let missing, let present):
            "has no column \(PrintableText(list: missing)); it has \(PrintableText(list: present))"
        }
    }
}
