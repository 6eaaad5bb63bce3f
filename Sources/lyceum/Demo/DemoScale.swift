/// How much a demo holds: no fewer enrolments than users, and no more than an eighth of all pairs of user and course.
struct DemoScale: Sendable {
    var creators: Int
    var courses: Int
    var lessons: Int
    var users: Int
    var enrollments: Int
    var events: Int

    /// What an empty installation is filled with.
    static let full = DemoScale(
        creators: 160, courses: 2_000, lessons: 30_000, users: 20_000, enrollments: 200_000, events: 500_000)
}
