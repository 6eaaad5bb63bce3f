/// Why a board was not built.
public enum BoardBuildError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another builder is at work, or took over because this one was silent for too long.
    case anotherBuilds
    /// Redis evicted a part of the board before it was complete.
    case evicted

    /// The reason in words.
    public var description: String {
        switch self {
        case .anotherBuilds: "another process builds the board"
        case .evicted: "Redis evicted a part of the board while it was built: it needs more memory, or another policy"
        }
    }
}
