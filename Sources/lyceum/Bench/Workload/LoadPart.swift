/// A kind of request.
enum LoadPart: String, CaseIterable, Sendable {
    /// A page of the catalogue: half of them its first page, the others a search by words or, half as often, a category.
    case catalogue
    /// A single course.
    case course
    /// A course's lessons.
    case lessons
    /// A page of the leaderboard.
    case leaderboard
    /// A user's look at who they are.
    case session
    /// A user's dashboard.
    case dashboard

    /// Whether a user makes it, with a token.
    var needsUser: Bool { self == .session || self == .dashboard }
}
