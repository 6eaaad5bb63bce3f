/// Why a column's value doesn't fit its field.
struct FieldDefect: Error, Equatable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
