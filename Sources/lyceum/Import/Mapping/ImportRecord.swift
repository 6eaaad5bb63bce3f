/// The checked values of one row.
struct ImportRecord<Field: ImportField>: Equatable, Sendable {
    /// The line that the row starts on, from 1.
    let line: Int
    let values: [Field: FieldValue]

    subscript(field: Field) -> FieldValue? { values[field] }

    /// The text of a field; nil where it has no value or isn't text.
    func text(_ field: Field) -> String? {
        guard case .text(let text) = values[field] else { return nil }
        return text
    }
}
