/// What an import of events has added.
struct EventImportOutcome: Equatable, Sendable, CustomStringConvertible {
    var events: ImportCounts
    var users = 0
    var courses = 0
    var enrollments = 0

    var description: String {
        "\(events)\nadded with them: \(users) users, \(courses) courses, \(enrollments) enrollments"
    }
}
