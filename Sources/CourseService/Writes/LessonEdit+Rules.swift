import Messages
import Postgres

extension CourseV1.LessonEdit {
    static let fields = ["position", "title", "kind", "duration", "difficulty", "summary"]

    private static let longestDuration: Int64 = 365 * 24 * 3600

    /// Checks the fields that the mask has.
    ///
    /// - Parameter isNew: whether position 0 has a meaning.
    func check(_ mask: UpdateMask, isNew: Bool, _ violations: inout FieldViolations) {
        if mask.contains("position") {
            violations.check(position, in: (isNew ? 0 : 1)...1_000_000, "lesson.position")
        }
        if mask.contains("title") { violations.check(length: title, in: 1...300, "lesson.title") }
        if mask.contains("kind") {
            violations.check(kind, isOneOf: ["video", "text", "quiz", "exercise"], "lesson.kind")
        }
        if mask.contains("duration") { violations.check(duration, in: 0...Self.longestDuration, "lesson.duration") }
        if mask.contains("difficulty") { violations.check(difficulty ?? 0, in: 0...10, "lesson.difficulty") }
        if mask.contains("summary") {
            violations.check(bytes: summary, atMost: CourseLimits.longText, "lesson.summary")
        }
    }

    /// The parameters of the fields in their order; null for those that the mask has not.
    func append(to parameters: inout PostgresParameters, _ mask: UpdateMask) {
        parameters.append(mask.value("position", position))
        parameters.append(mask.value("title", title))
        parameters.append(mask.value("kind", kind))
        parameters.append(mask.value("duration", duration))
        parameters.append(mask.value("difficulty", difficulty ?? 0))
        parameters.append(mask.value("summary", summary))
    }
}
