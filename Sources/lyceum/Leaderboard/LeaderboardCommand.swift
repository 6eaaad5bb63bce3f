internal import ArgumentParser

/// What an operator does about the boards.
struct Leaderboard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the leaderboard's ranking index.", subcommands: [LeaderboardRebuild.self])
}
