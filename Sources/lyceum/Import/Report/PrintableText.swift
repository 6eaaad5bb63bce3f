/// Text out of a file, made fit for one line of a terminal: in quotes, cut after a limit, and with every character
/// escaped that could end the line or control the terminal.
struct PrintableText: CustomStringConvertible {
    /// Characters shown of one value.
    static let limit = 80

    let description: String

    init(_ text: String) {
        let shown = text.unicodeScalars.prefix(Self.limit)
        let isCut = shown.endIndex != text.unicodeScalars.endIndex
        description = "\"\(shown.map(Self.escaped).joined())\(isCut ? "…" : "")\""
    }

    /// Several values with commas between them, the first twenty of them.
    init(list: [String]) {
        let shown = list.prefix(20).map { PrintableText($0).description } + (list.count > 20 ? ["…"] : [])
        description = shown.joined(separator: ", ")
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
        default: scalar == "\"" ? "\\\"" : String(Character(scalar))
        }
    }
}
