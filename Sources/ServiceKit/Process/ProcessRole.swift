/// The programs that Lyceum consists of.
public enum ProcessRole: String, Sendable, CaseIterable {
    case gateway
    case course
    case leaderboard
    case cache
    /// The operator's command.
    case `operator`

    /// The name of the executable.
    public var executableName: String {
        self == .operator ? "lyceum" : "lyceum-\(rawValue)"
    }

    /// What the program does, in one line for `--help`.
    public var summary: String {
        switch self {
        case .gateway: "Answers HTTP requests with JSON, from the services behind it."
        case .course: "Serves courses, creators, lessons, enrolments and progress over RPC."
        case .leaderboard: "Serves users, experience points and boards over RPC."
        case .cache: "Serves the shared cache over RPC, in memory and in front of Redis."
        case .operator: "Starts, migrates, fills and checks an installation."
        }
    }
}

extension Set<ProcessRole> {
    /// The four long-running processes.
    public static let services: Set<ProcessRole> = [.gateway, .course, .leaderboard, .cache]
    /// The processes that answer RPC calls.
    public static let rpcServices: Set<ProcessRole> = [.course, .leaderboard, .cache]
}
