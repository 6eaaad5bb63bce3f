/// The checked value of a field. Times are integers, in microseconds since 1970.
enum FieldValue: Equatable, Sendable {
    case text(String)
    case integer(Int64)
    case decimal(Double)
}
