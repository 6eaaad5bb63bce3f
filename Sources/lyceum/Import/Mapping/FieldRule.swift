/// Where the value of one field comes from and how it is made.
struct FieldRule: Equatable, Sendable {
    /// Where the value starts.
    enum Origin: Equatable, Sendable {
        case columns([ColumnPath])
        case constant(String)
    }

    /// How one value is made of several.
    enum Selection: Equatable, Sendable {
        /// All of them with the text between them.
        case join(String)
        /// One of them, counted from 0.
        case take(Int)
    }

    var origin: Origin
    /// Cuts a cell into several values.
    var separator: String?
    var selection: Selection?
    /// What values stand for; nil stands for no value. Others stay what they are.
    var translations: [String: String?] = [:]
    /// Stands in where there is no value.
    var fallback: String?
    var isRequired = false
    /// Numbers are multiplied with it.
    var scale: ExactDecimal?
    /// How times are written; nil means RFC 3339 or a date.
    var format: TimestampFormat?

    /// The columns, for reports; nil for a constant.
    var columnName: String? {
        guard case .columns(let paths) = origin else { return nil }
        return paths.map(\.text).joined(separator: "+")
    }

    /// The value in a row as text; nil where it is missing, null or empty.
    func text(in row: SourceRow) throws(FieldDefect) -> String? {
        guard let text = try selected(in: row)?.trimmed, !text.isEmpty else { return fallback }
        guard let translation = translations[text] else { return text }
        return translation ?? fallback
    }

    private func selected(in row: SourceRow) throws(FieldDefect) -> String? {
        let paths: [ColumnPath]
        switch origin {
        case .constant(let text): return text
        case .columns(let columns): paths = columns
        }
        var values: [String] = []
        for path in paths {
            guard let value = row.value(at: path) else { continue }
            values += try texts(of: value)
        }
        switch selection {
        case .join(let separator): return values.joined(separator: separator)
        case .take(let index): return index < values.count ? values[index] : nil
        case nil: return values.first
        }
    }

    private func texts(of value: JSONValue) throws(FieldDefect) -> [String] {
        switch value {
        case .null:
            return []
        case .string(let text) where separator != nil:
            return text.split(separator: separator ?? "").map(\.trimmed).filter { !$0.isEmpty }
        case .bool, .number, .string:
            return value.scalarText.map { [$0] } ?? []
        case .array(let elements):
            guard selection != nil else { throw FieldDefect("is an array: the mapping has to join it or take one") }
            var texts: [String] = []
            for element in elements where element != .null {
                guard let text = element.scalarText else { throw FieldDefect("holds \(element.kind) in its array") }
                texts.append(text)
            }
            return texts
        case .object:
            throw FieldDefect("is an object: the mapping has to name a member of it")
        }
    }
}
