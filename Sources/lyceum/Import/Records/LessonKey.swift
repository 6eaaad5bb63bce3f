/// The natural key of a lesson: its course's and its own.
struct LessonKey: Equatable {
    /// Unicode scalars of ``sourceKey`` that the schema has room for.
    private static let limit = 300

    let course: String
    let key: String
    /// Both in one text, different for different lessons: slashes in the course's key are written as `~1`, tildes as
    /// `~0`, as in a JSON pointer (RFC 6901).
    let sourceKey: String

    /// - Throws: ``RowProblem`` where both together are too long.
    init(_ record: ImportRecord<LessonField>, column: String?) throws(RowProblem) {
        course = record.text(.course) ?? ""
        key = record.text(.key) ?? ""
        let escaped = course.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
        sourceKey = "\(escaped)/\(key)"
        guard sourceKey.unicodeScalars.count <= Self.limit else {
            throw RowProblem(
                line: record.line, column: column, value: key,
                reason: "is longer than \(Self.limit) characters together with its course's key")
        }
    }
}
