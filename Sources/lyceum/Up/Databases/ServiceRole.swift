/// A role of the database that one service uses: it can touch the schema of its own name and no other.
enum ServiceRole: String, CaseIterable, Sendable {
    case course
    case leaderboard

    /// The role as Postgres knows it.
    var name: String { "lyceum_\(rawValue)" }
}
