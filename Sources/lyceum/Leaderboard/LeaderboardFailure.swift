/// Why the ranking index was not built, with the server or the setting that is to blame.
struct LeaderboardFailure: Error, CustomStringConvertible {
    let subject: String
    let reason: String

    var description: String { "\(subject): \(reason)" }
}
