/// What it means that a row has no value for a field.
enum FieldPresence: Equatable, Sendable {
    /// The row is skipped.
    case required
    case optional
    /// The text stands in for the value.
    case defaulted(String)
}
