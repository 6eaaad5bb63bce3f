internal import ArgumentParser

/// What measures an installation from outside.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures a running installation.", subcommands: [Load.self])
}
