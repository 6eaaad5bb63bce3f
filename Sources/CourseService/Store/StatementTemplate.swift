import Postgres

/// SQL from which several statements are made.
///
/// A line that ends in `--? tag other` is kept only if all of its tags are on; other lines are always kept, except
/// comments. A parameter is written by name, `$name`, and numbered in the order of first use.
struct StatementTemplate: Sendable {
    private struct Line: Sendable {
        let text: Substring
        let tags: [Substring]
    }

    let name: String
    private let lines: [Line]

    init(name: String, sql: String) {
        self.name = name
        lines = sql.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "--?", maxSplits: 1)
            let text = parts.first ?? ""
            guard !text.drop(while: { $0 == " " }).hasPrefix("--") else { return nil }
            let tags = parts.count == 2 ? parts[1].split(separator: " ") : []
            return Line(text: text, tags: tags)
        }
    }

    /// The statement in which these tags are on, and its parameters in order. What looks like a parameter but is none of
    /// `Parameter` is left to the server to refuse.
    ///
    /// - Parameters:
    ///   - tags: name the statement.
    ///   - implied: further tags that follow from the others.
    func statement<Parameter: RawRepresentable<String> & Hashable>(
        tags: [String], implying implied: [String] = [], parameters: Parameter.Type
    ) -> (PostgresStatement, [Parameter]) {
        var sql = ""
        var order: [Parameter] = []
        let on = Set((tags + implied).map { $0[...] })
        for line in lines where on.isSuperset(of: line.tags) {
            sql += Self.numbering(line.text, &order)
            sql += "\n"
        }
        return (PostgresStatement(name: ([name] + tags).joined(separator: "_"), sql: sql), order)
    }

    private static func numbering<Parameter: RawRepresentable<String> & Hashable>(
        _ text: Substring, _ order: inout [Parameter]
    ) -> String {
        var pieces = text.split(separator: "$", omittingEmptySubsequences: false)[...]
        var numbered = String(pieces.removeFirst())
        for piece in pieces {
            let name = piece.prefix { $0.isLowercase || $0 == "_" }
            numbered += "$"
            if let parameter = Parameter(rawValue: String(name)) {
                numbered += "\(number(of: parameter, &order))" + piece.dropFirst(name.count)
            } else {
                numbered += piece
            }
        }
        return numbered
    }

    private static func number<Parameter: Hashable>(of parameter: Parameter, _ order: inout [Parameter]) -> Int {
        if let index = order.firstIndex(of: parameter) { return index + 1 }
        order.append(parameter)
        return order.count
    }
}
