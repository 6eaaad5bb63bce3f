import RPC

/// Collects what is wrong with the fields of a request, so that the caller hears of all at once.
struct FieldViolations {
    private var violations: [FieldViolation] = []

    /// Notes a violation unless the condition holds.
    ///
    /// - Parameters:
    ///   - field: the path to the field.
    ///   - description: what it has to be, to be read behind its name.
    mutating func check(_ condition: Bool, _ field: String, _ description: @autoclosure () -> String) {
        if !condition { violations.append(FieldViolation(field: field, description: description())) }
    }

    mutating func check(length text: String, in range: ClosedRange<Int>, _ field: String) {
        check(
            range.contains(text.unicodeScalars.count), field,
            range.lowerBound == 0
                ? "must have at most \(range.upperBound) characters"
                : "must have \(range.lowerBound) to \(range.upperBound) characters")
    }

    mutating func check(bytes text: String, atMost limit: Int, _ field: String) {
        check(text.utf8.count <= limit, field, "must have at most \(limit) bytes in UTF-8")
    }

    mutating func check(_ text: String, isOneOf choices: [String], _ field: String) {
        check(choices.contains(text), field, "must be one of: \(choices.joined(separator: ", "))")
    }

    mutating func check<Number: FixedWidthInteger>(
        _ number: Number, in range: ClosedRange<Number>, _ field: String
    ) {
        check(range.contains(number), field, "must be \(range.lowerBound) to \(range.upperBound)")
    }

    /// Ends the call if anything is wrong.
    func verify() throws(Status) {
        guard violations.isEmpty else { throw .badRequest(violations) }
    }
}
