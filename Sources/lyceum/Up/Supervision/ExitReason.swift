/// How a process came to its end.
enum ExitReason: Equatable, Sendable, CustomStringConvertible {
    case exited(code: Int32)
    case signalled(Int32)
    /// It never ran.
    case failedToStart(String)

    var description: String {
        switch self {
        case .exited(let code): "ended with code \(code)"
        case .signalled(let signal): "was ended by signal \(signal)"
        case .failedToStart(let why): "could not be started: \(why)"
        }
    }
}
