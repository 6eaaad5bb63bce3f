/// Which fields of an edit a call writes: names separated by commas, as google.protobuf.FieldMask is in JSON.
struct UpdateMask: Sendable {
    private let fields: Set<Substring>

    /// - Parameter text: at least one name; what an edit does not have is a violation of `update_mask`.
    init(_ text: String, known: [String], _ violations: inout FieldViolations) {
        fields = Set(text.split(separator: ","))
        violations.check(!fields.isEmpty, "update_mask", "must name a field")
        for field in fields.sorted() where !known.contains(String(field)) {
            violations.check(false, "update_mask", "must not name '\(field)'")
        }
    }

    /// Every field of an edit.
    init(all fields: [String]) {
        self.fields = Set(fields.map { $0[...] })
    }

    func contains(_ field: String) -> Bool { fields.contains(field[...]) }

    /// The value of a field that the mask has, else nil.
    func value<Value>(_ field: String, _ value: @autoclosure () -> Value) -> Value? {
        contains(field) ? value() : nil
    }
}
