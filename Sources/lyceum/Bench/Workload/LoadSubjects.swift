/// What an installation can be asked for.
struct LoadSubjects: Equatable, Sendable {
    struct Course: Equatable, Sendable {
        let id: String
        let title: String
    }

    /// In no order that matters: the first is asked for the most.
    var courses: [Course]
    /// The same.
    var categories: [String]
    /// Bearer tokens of users.
    var tokens: [String] = []
}
