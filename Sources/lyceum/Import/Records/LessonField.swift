/// The fields of a lesson, with the limits of the course schema.
enum LessonField: String, ImportField {
    /// The natural key of the course.
    case course
    /// The natural key, unique within the course.
    case key
    case position
    case title
    case kind
    /// Seconds.
    case duration
    case difficulty
    case summary

    static var section: String { "lessons" }

    var type: FieldType {
        switch self {
        case .course, .key, .title: .text(limit: 300)
        case .position: .integer(1...Int64(Int32.max))
        case .kind: .choice(["video", "text", "quiz", "exercise"])
        case .duration: .integer(0...31_536_000)
        case .difficulty: .integer(0...10)
        case .summary: .longText(byteLimit: 20_000)
        }
    }

    var presence: FieldPresence {
        switch self {
        case .course, .key, .position, .title: .required
        case .kind: .defaulted("text")
        case .duration, .difficulty: .defaulted("0")
        case .summary: .defaulted("")
        }
    }
}
