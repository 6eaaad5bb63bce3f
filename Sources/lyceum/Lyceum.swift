internal import ArgumentParser
internal import ServiceKit

/// The operator's command.
@main
struct Lyceum: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lyceum",
        abstract: ProcessRole.operator.summary,
        discussion: "Settings come from the environment:\n" + SettingsReference.help(for: .operator),
        version: LyceumVersion.current,
        subcommands: [Up.self, Migrate.self, Import.self, Leaderboard.self, Token.self, Bench.self, Guard.self])
}
