/// Names a value of a row: a column of CSV, or a member of a JSON object, however deep: `status.learning_mode`,
/// `concepts[0].name`.
struct ColumnPath: Hashable, Sendable, CustomStringConvertible {
    private enum Step: Hashable {
        case member(String)
        case element(Int)
    }

    /// The path as written, which is also the name of the column in CSV.
    let text: String
    private let steps: [Step]

    /// Any text names a column; where it isn't a path, it is the name of one member.
    init(_ text: String) {
        self.text = text
        steps = Self.steps(of: text) ?? [.member(text)]
    }

    var description: String { text }

    /// The value that the path leads to; nil where it leads nowhere.
    func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            switch (step, value) {
            case (.member(let name), .object(let members)):
                guard let member = members[name] else { return nil }
                value = member
            case (.element(let index), .array(let elements)):
                guard index < elements.count else { return nil }
                value = elements[index]
            default:
                return nil
            }
        }
        return value
    }

    private static func steps(of text: String) -> [Step]? {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty else { return nil }
            steps.append(.member(String(name)))
            for piece in pieces.dropFirst() {
                guard piece.last == "]", let index = Int(piece.dropLast()), index >= 0 else { return nil }
                steps.append(.element(index))
            }
        }
        return steps
    }
}
