/// The fields of an XP event, with the limits of the leaderboard schema.
enum EventField: String, ImportField {
    /// The natural key, unique within the source.
    case key
    /// The natural key of the user.
    case user
    /// The natural key of the course, where the event belongs to one.
    case course
    case at
    /// XP, below 0 for a correction.
    case points
    case type

    static var section: String { "events" }

    var type: FieldType {
        switch self {
        case .key, .user: .text(limit: 300)
        // It is the title of a course that isn't there yet.
        case .course: .text(limit: 200)
        case .at: .timestamp
        case .points: .integer(-1_000_000...1_000_000)
        case .type: .text(limit: 64)
        }
    }

    var presence: FieldPresence {
        switch self {
        case .key, .user, .at, .points: .required
        case .course: .optional
        case .type: .defaulted("imported")
        }
    }
}
