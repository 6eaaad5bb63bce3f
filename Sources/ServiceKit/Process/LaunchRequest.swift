/// What the command line of a service asks for. Services take their configuration from the environment alone.
enum LaunchRequest: Equatable {
    case serve
    case help
    case version
    case misuse(String)

    /// - Parameter arguments: the command line without the program's name.
    init(_ arguments: some Collection<String>) {
        switch arguments.first {
        case nil: self = .serve
        case "--help", "-h": self = .help
        case "--version": self = .version
        case .some(let unknown): self = .misuse("unknown argument \(unknown.debugDescription); see --help")
        }
    }
}

extension ProcessRole {
    /// The text of `--help`.
    var help: String {
        """
        \(summary)

        usage: \(executableName) [--help | --version]

        It takes its settings from environment variables; an empty one counts as not set.
        \(SettingsReference.help(for: self))
        """
    }
}
